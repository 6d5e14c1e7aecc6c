"use strict";

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found && found.slice(name.length + 1);
}

// Without consent there is no cookie, and hutk is left out.
document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = Array.from(new FormData(form), ([name, value]) => ({ objectTypeId: "0-1", name, value }));
  const context = { hutk: cookie("hubspotutk"), pageUri: location.href, pageName: document.title };
  const answer = await fetch(`https://api.hsforms.com/submissions/v3/integration/submit/4242/${form.dataset.formId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fields, context }),
  });
  document.querySelector("[role=status]").textContent = answer.ok ? "It is on its way to you." : "Please try again.";
});
