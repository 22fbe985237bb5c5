// Small comforts. Every page works without them.
(() => {
  "use strict";

  // The summary of errors takes the focus, so that it is read and seen first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // What is folded is printed too.
  const unfold = () => document.querySelectorAll("details:not([open])").forEach((part) => {
    part.open = true;
    part.dataset.folded = "";
  });
  const fold = () => document.querySelectorAll("details[data-folded]").forEach((part) => {
    part.open = false;
    delete part.dataset.folded;
  });
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
  });
  document.querySelectorAll("[data-without-script]").forEach((part) => {
    part.hidden = true;
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // A button pressed twice sends once.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "get") return;
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
  }));

  // A file is sent as soon as it is chosen; the button stays for those without scripts.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("input[type=file]")) return;
    const picked = input.parentElement.querySelector("[data-picked]");
    if (picked) picked.textContent = Array.from(input.files, (file) => file.name).join("、");
    if (!input.matches("[data-send]") || !input.files.length) return;
    const note = input.form.querySelector("[data-progress]");
    if (note) note.hidden = false;
    input.form.requestSubmit();
  });
})();
