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
// A list that was asked for before something in it was chosen comes too late: it would take the choice away.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  const chosen = target.id === "matters" && target.querySelector("input:checked");
  if (chosen && requestConfig.parameters.matter !== chosen.value) event.detail.shouldSwap = false;
});
