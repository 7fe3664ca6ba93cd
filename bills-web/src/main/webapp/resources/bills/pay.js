// The pay page: whose account it is while one types, the countdown, and where the payment is. Everything also works without it.
(() => {
  "use strict";

  // --- the account, asked about when it is filled in ---
  const watchAccount = (form) => {
    const account = form.querySelector("#account_number");
    const said = form.querySelector("#checked");
    if (!account || !said) {
      return;
    }
    let asked = "";
    let waiting = 0;
    let call = null;
    const ask = () => {
      const type = form.querySelector("input[name='account_type']:checked");
      const typed = account.value.trim() + " " + (type ? type.value : "");
      const complete = account.value.trim().length >= 5 && (type || !form.querySelector("input[name='account_type']"));
      if (!complete || typed === asked) {
        return;
      }
      asked = typed;
      if (call) {
        call.abort();
      }
      call = new AbortController();
      said.className = "checked";
      const working = setTimeout(() => { said.textContent = said.dataset.working; }, 400);
      fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: call.signal, credentials: "same-origin" })
        .then((answer) => answer.json())
        .then((answer) => {
          said.textContent = answer.error || answer.message || "";
          said.className = "checked" + (answer.error ? " field-error" : "");
          if (answer.error) {
            account.setAttribute("aria-invalid", "true");
          } else {
            account.setAttribute("aria-invalid", "false");
          }
        })
        .catch((fault) => {
          if (fault.name !== "AbortError") { // that one was asked anew already
            said.textContent = "";
            asked = "";
          }
        })
        .finally(() => clearTimeout(working));
    };
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 900);
    };
    account.addEventListener("input", soon);
    account.addEventListener("change", ask);
    form.querySelectorAll("input[name='account_type']").forEach((radio) => radio.addEventListener("change", ask));
  };

  // --- the countdown: how long the server says, counted by the clock that goes on while a phone sleeps ---
  let ticking = 0;
  let timeIsUp = () => {};
  const say = (words) => { document.getElementById("said").textContent = words; };
  const countDown = () => {
    clearInterval(ticking);
    const timer = document.querySelector("[data-seconds]");
    if (!timer) {
      return;
    }
    const end = Date.now() + Number(timer.dataset.seconds) * 1000;
    let before = Infinity;
    const show = () => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      const clock = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      timer.textContent = timer.dataset.left.replace("{0}", clock);
      if (before > 300 && left <= 300 && left > 60 && before !== Infinity) {
        say(timer.dataset.five);
      } else if (before > 60 && left <= 60 && left > 0 && before !== Infinity) {
        say(timer.dataset.one);
      }
      before = left;
      if (left === 0) {
        clearInterval(ticking);
        setTimeout(() => timeIsUp(), 1500); // the server then says so, and how to pay is gone
      }
    };
    show();
    ticking = setInterval(show, 1000);
  };

  // --- where the payment is: asked about more and more rarely, at once when one looks at the page again ---
  const FIRST = 2000;
  const LAST = 15000;
  const watchPayment = () => {
    let wait = FIRST;
    let next = 0;
    let missed = 0;
    const live = () => document.getElementById("live");
    const offline = document.getElementById("offline");
    const heard = () => {
      missed = 0;
      offline.textContent = "";
      offline.className = "";
    };
    const notHeard = () => {
      wait = LAST;
      missed += 1;
      if (missed > 1 || navigator.onLine === false) {
        offline.className = "message warn";
        offline.textContent = offline.dataset.words;
      }
    };
    const renew = () =>
      fetch(location.href, { credentials: "same-origin", cache: "no-store" })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
        .then((text) => {
          const page = new DOMParser().parseFromString(text, "text/html");
          const fresh = page.getElementById("live");
          if (!fresh) {
            return;
          }
          const held = live().contains(document.activeElement);
          live().replaceWith(document.adoptNode(fresh));
          const heading = page.getElementById("heading").textContent;
          document.getElementById("heading").textContent = heading;
          say(heading);
          document.title = page.title;
          if (held) {
            document.getElementById("main").focus({ preventScroll: true }); // what had the focus is gone
          }
          countDown();
          wait = FIRST;
        });
    const later = () => {
      clearTimeout(next);
      if (live() && live().dataset.watched === "true") {
        next = setTimeout(look, wait);
        wait = Math.min(LAST, wait * 1.3);
      }
    };
    const look = () => {
      if (document.hidden) {
        return; // asked again when somebody looks
      }
      fetch(live().dataset.status, { credentials: "same-origin", cache: "no-store" })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
        .then((glance) => (String(glance.version) === live().dataset.version ? null : renew()))
        .then(heard, notHeard)
        .finally(later);
    };
    const lookNow = () => {
      if (!document.hidden && live().dataset.watched === "true") {
        wait = FIRST;
        clearTimeout(next);
        look();
      }
    };
    timeIsUp = () => renew().then(heard, notHeard).finally(later);
    document.addEventListener("visibilitychange", lookNow);
    window.addEventListener("online", lookNow);
    window.addEventListener("offline", notHeard);
    later();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-check]").forEach(watchAccount);
    const errors = document.getElementById("errors");
    if (errors) {
      errors.focus();
    }
    countDown();
    if (document.getElementById("live")) {
      watchPayment();
    }
  });
})();
