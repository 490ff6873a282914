// Small comforts; every page works without them.
"use strict";

// After a form came back with an error, go to what is wrong.
(document.querySelector("[aria-invalid=true]") ?? document.querySelector("[data-focus]"))?.focus();

// A second press of a button sends nothing more. (The idempotency key guards where this script does not run.)
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
// Back to this page from the browser's memory: forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
