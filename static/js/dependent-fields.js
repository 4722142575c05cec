/* A fieldset with data-when="field=value" is shown only while that field of its form has the value.
   A hidden fieldset is disabled, so that nothing typed into it before is sent. Without this module
   all fieldsets are shown and the server ignores what does not apply. */
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
