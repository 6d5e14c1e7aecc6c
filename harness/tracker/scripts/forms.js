// Collected forms: a form that is not HubSpot's is read when it is submitted and sent as JSON. HubSpot's own are known by
// their class. FORMS holds portal and host.

const CONTACT_FIELDS = { email: /e-?mail/i, firstName: /first|given/i, lastName: /last|family|sur/i, phone: /phone|tel/i };
const UNREAD = ['password', 'submit', 'button', 'reset', 'image', 'file'];

function usertoken() {
  const cookie = /(?:^|; )hubspotutk=([^;]*)/.exec(document.cookie);
  return (cookie && cookie[1]) || window.__hsUserToken || '';
}

function labelOf(field) {
  const label = field.labels && field.labels[0];
  return ((label && label.textContent) || field.placeholder || field.name || field.id).trim();
}

function valueOf(field) {
  if (field.type === 'checkbox') return field.checked ? 'Checked' : 'Not Checked';
  return field.value;
}

function read(form) {
  const found = { contactFields: {}, formValues: {}, labelToNameMap: {} };
  Array.from(form.elements).forEach((field) => {
    const name = field.name || field.id;
    if (!name || UNREAD.includes(field.type) || (field.type === 'radio' && !field.checked)) return;
    const label = labelOf(field);
    const contact = Object.keys(CONTACT_FIELDS).find((key) => field.type === key || CONTACT_FIELDS[key].test(`${name} ${label}`));
    if (contact && field.value && !found.contactFields[contact]) found.contactFields[contact] = field.value;
    else found.formValues[label] = valueOf(field);
    found.labelToNameMap[label] = name;
  });
  return found;
}

function uuid() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function submission(form) {
  return Object.assign(read(form), {
    formSelectorId: form.id ? `#${form.id}` : '',
    formSelectorClasses: Array.from(form.classList, (name) => `.${name}`).join(', '),
    pageTitle: document.title,
    pageUrl: location.href,
    portalId: FORMS.portalId,
    type: 'SCRAPED',
    utk: usertoken(),
    uuid: uuid(),
    version: FORMS.version,
  });
}

function collect(form) {
  const request = new XMLHttpRequest();
  request.open('POST', `https://${FORMS.host}/collected-forms/submit/form`);
  request.setRequestHeader('Content-Type', 'application/json');
  request.send(JSON.stringify(submission(form)));
}

function askForConfig() {
  const request = new XMLHttpRequest();
  request.open('GET', `https://${FORMS.host}/collected-forms/v1/config/json?portalId=${FORMS.portalId}&utk=${usertoken()}`);
  request.send();
  new Image().src = 'https://forms.hsforms.com/embed/v3/counters.gif?key=collected-forms&count=1';
}

function listen() {
  askForConfig();
  document.addEventListener('submit', (event) => {
    try {
      if (!event.target.classList.contains('hs-form')) collect(event.target);
    } catch (error) {
      // A form that cannot be read is left alone; its own submission goes on.
    }
  }, true);
}

try {
  if (document.readyState === 'complete') listen();
  else window.addEventListener('load', listen);
} catch (error) {
  // The page may have taken away what is needed here.
}
