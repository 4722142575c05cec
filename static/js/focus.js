/* Puts the focus on what has to be read first, such as the summary of errors after a failed submit. */
document.querySelector("[data-focus]")?.focus();
