/* An element with data-count="address of count.json" and data-total shows a number that grows: when
   it has moved, the element is taken anew from the page itself, words, bar and all. Nothing is asked
   while the page is hidden. */
const box = document.querySelector("[data-count]");
const PAUSE = 60_000;
let timer;

async function refresh() {
  const answer = await fetch(box.dataset.count, { cache: "no-cache" });
  if (!answer.ok) return;
  const { total } = await answer.json();
  if (String(total) === box.dataset.total) return;
  const page = await fetch(location.pathname, { cache: "no-cache" });
  if (!page.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await page.text(), "text/html")
    .querySelector("[data-count]");
  if (!fresh) return;
  box.replaceChildren(...fresh.childNodes);
  box.dataset.total = fresh.dataset.total;
}

function watch() {
  clearInterval(timer);
  if (!document.hidden) timer = setInterval(() => refresh().catch(() => {}), PAUSE);
}

if (box) {
  watch();
  document.addEventListener("visibilitychange", watch);
}
