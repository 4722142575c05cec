/* A button with data-copy="id" copies the text of that field or element and then says data-done.
   It stays hidden where copying does not work. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.innerText);
    button.textContent = button.dataset.done;
  });
}
