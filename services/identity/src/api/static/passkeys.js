/**
 * Passkeys on identity's pages. A form with data-passkey="get" or "create" holds the server's options; the authenticator's
 * response is sent with it. The pages work without this script: such a form is hidden until it can be used.
 */

for (const form of document.querySelectorAll('form[data-passkey]')) start(form);

function start(form) {
  const isCreating = form.dataset.passkey === 'create';
  const parse = isCreating ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  const status = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  if (!window.PublicKeyCredential?.[parse]) {
    if (!isCreating) return;
    form.hidden = false;
    button.disabled = true;
    status.textContent = form.dataset.unsupported;
    return;
  }
  form.hidden = false;
  // One call at a time: a new one aborts the pending one.
  let pending = new AbortController();

  async function ask(mediation) {
    pending.abort();
    pending = new AbortController();
    const { signal } = pending;
    try {
      const publicKey = PublicKeyCredential[parse](JSON.parse(form.dataset.options));
      const credential = isCreating
        ? await navigator.credentials.create({ publicKey, signal })
        : await navigator.credentials.get({ publicKey, signal, ...(mediation ? { mediation } : {}) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      if (signal.aborted || mediation) return;
      status.textContent = error.name === 'InvalidStateError' ? form.dataset.known : form.dataset.failed;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    status.textContent = '';
    void ask();
  });
  if (form.dataset.auto === 'now') void ask();
  else if (form.dataset.auto === 'conditional') void offerInField();

  /** Lets the browser offer passkeys as autofill of the name field. */
  async function offerInField() {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) await ask('conditional');
  }
}
