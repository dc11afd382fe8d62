// Has the browser make or show a passkey, and sends its answer with the form around it.
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  const answer = form.querySelector("input[name=answer]");
  const status = form.querySelector("[data-part=status]");
  const { make, show, unsupported, failed, waiting } = form.dataset;
  const supported = () =>
    globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON && globalThis.PublicKeyCredential.prototype.toJSON;

  const say = (text) => {
    status.textContent = text;
    status.hidden = !text;
  };

  const ask = () =>
    make
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(make)) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(show)) });

  form.addEventListener("submit", async (event) => {
    if (answer.value) {
      return;
    }
    event.preventDefault();
    if (!supported()) {
      say(unsupported);
      return;
    }
    say(waiting);
    try {
      const credential = await ask();
      answer.value = JSON.stringify(credential);
      say("");
      form.requestSubmit(event.submitter);
    } catch {
      // Refused, cancelled or too late: the browser has told its user which.
      say(failed);
    }
  });
})();
