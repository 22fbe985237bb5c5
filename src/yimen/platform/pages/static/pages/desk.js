// The desk by keyboard. Everything here is also a link or a button.
(() => {
  "use strict";

  const wide = matchMedia("(min-width: 68.75em)");
  const pane = () => document.getElementById("case");
  const rows = () => [...document.querySelectorAll(".inbox a")];
  const keys = document.getElementById("keys");

  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row === document.activeElement || row.hasAttribute("aria-current"));
    const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const target = (pane() && pane().querySelector(`[data-key="${key}"]`)) || document.querySelector(`[data-key="${key}"]`);
    if (target) target.click();
    return Boolean(target);
  };

  document.querySelectorAll("[data-keys]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => keys.showModal());
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, dialog[open]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    // Nothing chosen yet: Enter opens the first, which is the most urgent.
    if (event.key === "Enter" && document.activeElement === document.body && rows().length && pane()) {
      rows()[0].focus();
      rows()[0].click();
      event.preventDefault();
      return;
    }
    const known = {
      j: () => move(1),
      k: () => move(-1),
      "/": () => document.getElementById("q") && document.getElementById("q").focus(),
      "?": () => keys && keys.showModal(),
    }[event.key];
    if (known) {
      known();
      event.preventDefault();
    } else if (/^[a-z]$/.test(event.key) && press(event.key)) {
      event.preventDefault();
    }
  });

  // On a narrow screen there is no right half: the link is followed as it stands.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (link.closest(".inbox") && !wide.matches) {
      event.preventDefault();
      location.assign(link.href);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== pane()) return;
    const opener = event.detail.requestConfig.elt;
    if (opener && opener.closest(".inbox")) {
      rows().forEach((row) => row.removeAttribute("aria-current"));
      opener.setAttribute("aria-current", "true");
      const fresh = opener.querySelector(".fresh");
      if (fresh) fresh.remove();
    }
    pane().scrollTop = 0;
    const landing = [...pane().querySelectorAll("[data-land]")].pop();
    if (landing) landing.focus();
  });

  const landing = [...document.querySelectorAll(".single [data-land]")].pop();
  if (landing && !document.querySelector("[data-focus]")) landing.focus();
})();
