/* An editor's form is sent only where it will be taken. Before each save the site is asked whether
   this person is still signed in: if not, or if the text is too long or the site is away, a sentence
   says so and the words stay in the form. Signed in again in another tab, they are saved at once. */
const keeping = document.currentScript.dataset;
document.addEventListener("DOMContentLoaded", () => {
  const { still, signIn, limit, ...words } = keeping;
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  let notice = null;
  let isSignedOut = false;
  let mayGo = false;

  const sizeOf = (data) => {
    const encoder = new TextEncoder();
    let bytes = 0;
    for (const [name, value] of data) {
      bytes += name.length + (typeof value === "string" ? encoder.encode(value).length : 0);
    }
    return bytes;
  };
  const clear = () => {
    notice?.remove();
    notice = null;
    isSignedOut = false;
  };
  const say = (sentence) => {
    clear();
    notice = document.createElement("div");
    notice.className = "help-block help-critical keep-words";
    notice.setAttribute("role", "alert");
    notice.append(sentence);
    form.prepend(notice);
    notice.scrollIntoView({ block: "center" });
    for (const button of form.querySelectorAll('[data-w-progress-loading-value="true"]')) {
      button.dataset.wProgressLoadingValue = "false";
    }
  };
  const saySignedOut = () => {
    if (isSignedOut) return;
    say(`${words.signedOut} `);
    isSignedOut = true;
    const link = document.createElement("a");
    link.href = signIn;
    link.target = "_blank";
    link.textContent = words.signInLabel;
    notice.append(link);
  };
  /* True, false, or null if the site does not answer. A sign-in elsewhere brings a new token. */
  const isStillIn = async () => {
    try {
      const told = await (await fetch(still, { cache: "no-store" })).json();
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) {
        field.value = told.token;
      }
      return told.signed_in;
    } catch {
      return null;
    }
  };
  const send = (submitter) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = submitter?.name ?? "";
    field.value = submitter?.value ?? "";
    form.append(field);
    mayGo = true;
    form.requestSubmit();
    mayGo = false;
    field.remove();
  };

  document.addEventListener("submit", async (event) => {
    if (event.target !== form || mayGo) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (sizeOf(new FormData(form)) > limit) return say(words.tooLong);
    const isIn = await isStillIn();
    if (isIn) send(submitter);
    else if (isIn === null) say(words.away);
    else saySignedOut();
  }, true);
  document.addEventListener("w-autosave:save", (event) => {
    if (sizeOf(event.detail.formData) <= limit) return;
    event.preventDefault();
    say(words.tooLong);
    const detail = { text: words.tooLong, type: "too_long" };
    form.dispatchEvent(new CustomEvent("w-autosave:error", { bubbles: true, detail }));
  });
  document.addEventListener("w-autosave:error", async (event) => {
    if (event.detail.type === "too_long") return;
    if ((await isStillIn()) === false) saySignedOut();
  });
  document.addEventListener("w-autosave:success", clear);
  addEventListener("focus", async () => {
    if (!isSignedOut || !(await isStillIn())) return;
    clear();
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
  });
});
