// Small things a page does by itself. Everything also works without it.
(() => {
  "use strict";

  // what only a script can do is shown only where there is one
  document.documentElement.dataset.script = "on";

  // what happened, for who cannot see it
  let spoken = null;
  const speak = (words) => {
    if (!spoken) {
      spoken = document.createElement("p");
      spoken.className = "unseen";
      spoken.setAttribute("role", "status");
      document.body.append(spoken);
    }
    spoken.textContent = "";
    setTimeout(() => { spoken.textContent = words; }, 100); // a text that was there from the start is not read out
  };

  // buttons that copy: <button type="button" data-copy="text" data-copied="Copied" aria-label="Copy: address">Copy</button>
  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  };
  const copied = (button) => {
    const name = button.getAttribute("aria-label") || "";
    button.dataset.label = button.dataset.label || button.textContent;
    button.textContent = button.dataset.copied;
    speak(name.replace(button.dataset.label, button.dataset.copied) || button.dataset.copied);
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = String(setTimeout(() => { button.textContent = button.dataset.label; }, 2000));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const asked = navigator.clipboard ? navigator.clipboard.writeText(button.dataset.copy) : Promise.reject(new Error("no clipboard"));
    asked
      .catch(() => copyByHand(button.dataset.copy).finally(() => button.focus()))
      .then(() => copied(button))
      .catch(() => {}); // what is to be copied stands beside the button
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
    setTimeout(() => {
      if (form.dataset.sent) {
        form.setAttribute("aria-busy", "true");
        speak(document.documentElement.dataset.working);
      }
    }, 800);
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
    const message = document.querySelector("main .message:not([hidden])");
    if (message && !wrong) {
      speak(message.innerText); // it was there from the start
    }
  });

  // a session that stands idle ends: said two minutes before, with a way to go on (WCAG 2.2.1)
  document.addEventListener("DOMContentLoaded", () => {
    const idle = document.getElementById("idle");
    if (!idle) {
      return;
    }
    let since = Date.now();
    const look = () => { idle.hidden = Date.now() - since < (Number(idle.dataset.seconds) - 120) * 1000; };
    setInterval(look, 5000);
    document.addEventListener("visibilitychange", look);
    idle.querySelector("button").addEventListener("click", () => {
      fetch(idle.dataset.alive, { method: "HEAD", credentials: "same-origin", cache: "no-store" }).then((answer) => {
        if (answer.redirected) {
          location.reload(); // over already: to the sign-in page
        } else if (answer.ok) {
          since = Date.now();
          look();
          document.getElementById("main").focus();
        }
      });
    });
  });
})();
