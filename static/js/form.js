/* What a form does where scripts run. Without this module all fieldsets are shown and the server
   ignores what does not apply. */

/* A fieldset with data-when="field=value" is shown only while that field of its form has the value.
   A hidden fieldset is disabled, so that nothing typed into it before is sent. */
for (const group of document.querySelectorAll("fieldset[data-when]")) {
  const [name, value] = group.dataset.when.split("=");
  const form = group.closest("form");
  const update = () => {
    const isShown = form.elements[name].value === value;
    group.hidden = !isShown;
    group.disabled = !isShown;
  };
  form.addEventListener("change", update);
  addEventListener("pageshow", update);
  update();
}

/* A field called "elapsed" is sent with the milliseconds since the page was asked for, or came back
   from the browser's memory: a program fills a form in faster than anybody reads it. */
for (const field of document.querySelectorAll("input[name=elapsed]")) {
  let start = 0;
  addEventListener("pageshow", (event) => {
    if (event.persisted) start = performance.now();
  });
  field.form.addEventListener("submit", () => {
    field.value = Math.round(performance.now() - start);
  });
}
