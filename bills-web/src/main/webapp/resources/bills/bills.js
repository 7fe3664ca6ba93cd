// Small things a page does by itself. Everything also works without it.
(() => {
  "use strict";

  // buttons that copy: <button type="button" data-copy="text" data-copied="Copied">Copy</button>
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) {
      return;
    }
    const label = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  });

  // buttons that print: <button type="button" data-print="">Print</button>
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  // a form that takes over a second says so, and is not sent twice
  const release = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent === "true") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    setTimeout(() => { if (form.dataset.sent) { form.setAttribute("aria-busy", "true"); } }, 800);
    setTimeout(() => release(form), 15000); // an answer that is a download leaves the page as it is
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // each field names its hint and its error to screen readers; the first with an error is where one goes on
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".field").forEach((field, index) => {
      const control = field.querySelector("input, select, textarea");
      const error = field.querySelector(".field-error");
      const texts = [field.querySelector(".hint"), error].filter(Boolean);
      if (!control || texts.length === 0) {
        return;
      }
      texts.forEach((text, which) => { text.id = text.id || `field-${index}-${which}`; });
      control.setAttribute("aria-describedby", texts.map((text) => text.id).join(" "));
      if (error) {
        control.setAttribute("aria-invalid", "true");
      }
    });
    const wrong = document.querySelector("[aria-invalid='true']");
    if (wrong) {
      wrong.focus();
    }
  });
})();
