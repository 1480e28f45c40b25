const main = document.querySelector("main");

/** Shows statuses: a card for each repository. */
function show(statuses) {
  for (const status of statuses) {
    const id = `repository-${status.repositoryId}`;
    const card = document.getElementById(id) ?? document.createElement("ghsync-repository-card");
    card.id = id;
    card.status = status;
    if (!card.isConnected) main.append(card);
  }
}

async function poll() {
  try {
    show(await (await fetch("/statuses")).json());
  } catch {
    // The server is away. The cards say "Stalled" when a lease ends without news.
  }
}

main.addEventListener("ghsync-sync", ({ detail }) =>
  fetch(`/repositories/${encodeURIComponent(detail.repositoryId)}/sync`, { method: "POST" }),
);

// The browser reconnects by itself. Some proxies let no stream through: then the page asks.
let isStreaming = false;
const events = new EventSource("/events");
events.addEventListener("message", ({ data }) => {
  isStreaming = true;
  show(JSON.parse(data));
});
events.addEventListener("error", () => {
  isStreaming = false;
});
setInterval(() => isStreaming || poll(), 5_000);
