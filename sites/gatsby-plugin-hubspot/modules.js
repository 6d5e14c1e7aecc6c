"use strict";

// The plugin is written for Node's modules and a bundler; this is as much of them as its four files ask for.
(() => {
  const react = { createElement: (type, { key, dangerouslySetInnerHTML, ...rest }) =>
    Object.assign(document.createElement(type), rest, dangerouslySetInnerHTML && { text: dangerouslySetInnerHTML.__html }) };
  const modules = {
    react,
    "@babel/runtime/helpers/extends": Object.assign,
    "@babel/runtime/helpers/interopRequireDefault": (module) => (module.__esModule ? module : { default: module }),
    "@babel/runtime/helpers/taggedTemplateLiteralLoose": (strings) => strings,
  };
  window.process = { env: { NODE_ENV: "production" } };
  window.require = (name) => modules[name];
  Object.defineProperty(window, "exports", {
    get() {
      const name = document.currentScript.src.replace(/.*\/(.*)\.js$/, "./$1");
      return (modules[name] = modules[name] || {});
    },
  });
})();
