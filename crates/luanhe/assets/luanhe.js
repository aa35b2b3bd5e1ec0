// Comfort only: every page and form works without it. Keys, cards over figures, lists that turn
// their pages in place, and a bar while a file is sent.
(() => {
  const typing = (e) => e.target.closest("input, select, textarea");
  const rows = () => [...document.querySelectorAll("main a.row")];
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    if (e.key === "/") {
      const field = document.querySelector(".filters input:not([type=hidden]), .filters select");
      if (field) { e.preventDefault(); field.focus(); }
    }
    if (e.key === "j" || e.key === "k") {
      const all = rows(), at = all.indexOf(document.activeElement);
      const next = all[at < 0 ? 0 : at + (e.key === "j" ? 1 : -1)];
      if (next) { e.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
    }
    if (e.key === "ArrowLeft" || e.key === "ArrowRight") {
      document.querySelector(`.pages a[rel=${e.key === "ArrowLeft" ? "prev" : "next"}]`)?.click();
    }
    if (e.key === "Escape") hide();
  });

  // Cards: a figure of a document carries what proves it.
  const said = document.documentElement.lang === "en"
    ? { basis: "Basis", filters: "Asked", asOf: "As of", rows: "Rows", hash: "Row-set hash", proof: "Proof" }
    : { basis: "口径", filters: "筛选", asOf: "截至", rows: "行数", hash: "行集指纹", proof: "证明" };
  let card;
  const hide = () => { card?.remove(); card = undefined; };
  const show = (e) => {
    const on = e.target.closest?.("a.figure[data-label]");
    if (!on) return;
    hide();
    card = document.createElement("div");
    card.className = "card-over";
    card.setAttribute("role", "tooltip");
    const add = (name, text) => card.append(Object.assign(document.createElement(name), { textContent: text }));
    add("b", `${on.dataset.label} ${on.textContent}`);
    for (const [key, word] of Object.entries(said)) {
      if (on.dataset[key]) add("p", `${word} · ${on.dataset[key]}`);
    }
    document.body.append(card);
    const box = on.getBoundingClientRect();
    const left = Math.min(box.left + scrollX, scrollX + innerWidth - card.offsetWidth - 12);
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${box.bottom + scrollY + 6}px`;
  };
  addEventListener("mouseover", show);
  addEventListener("focusin", show);
  addEventListener("mouseout", (e) => { if (e.target.closest?.("a.figure")) hide(); });
  addEventListener("focusout", hide);

  // Lists: filters, sorting and pages change the content in place; the address stays true.
  const turn = async (url, push) => {
    const main = document.getElementById("main");
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("main");
      if (!fresh) throw new Error("no content");
      main.replaceChildren(...fresh.childNodes);
      document.title = page.title;
      if (push) history.pushState({}, "", answer.url);
      ready();
    } catch { location.assign(url); }
    main.removeAttribute("aria-busy");
  };
  addEventListener("click", (e) => {
    const link = e.target.closest("main .pages a[rel], main thead th a, main .tabs a");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    turn(link.href, true);
  });
  addEventListener("submit", (e) => {
    const form = e.target;
    if (form.matches("form.filters[method=get]")) {
      e.preventDefault();
      const url = new URL(form.action || location.href);
      url.search = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== ""));
      turn(url, true);
    } else if (form.enctype === "multipart/form-data") {
      e.preventDefault();
      send(form, e.submitter);
    } else if (form.method === "post") {
      // Twice pressed is once sent.
      setTimeout(() => form.querySelectorAll("button").forEach((b) => { b.disabled = true; }));
    }
  });
  addEventListener("popstate", () => turn(location.href, false));
  addEventListener("pageshow", () =>
    document.querySelectorAll("button:disabled").forEach((b) => { b.disabled = false; }));

  const send = (form, button) => {
    const bar = document.createElement("progress");
    form.append(bar);
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.onprogress = (e) => { bar.max = e.total; bar.value = e.loaded; };
    request.upload.onload = () => bar.removeAttribute("value");
    request.onload = () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const fresh = page.getElementById("main");
      if (!fresh) return location.assign(request.responseURL);
      document.getElementById("main").replaceChildren(...fresh.childNodes);
      document.title = page.title;
      history.pushState({}, "", request.responseURL);
      ready();
    };
    request.onerror = () => { bar.remove(); form.submit(); };
    request.send(data);
  };

  // The first fault gets the focus, so that a keyboard starts where the work is.
  // Work that goes on says so and is asked for again.
  const ready = () => {
    document.querySelector("[aria-invalid=true]")?.focus();
    const again = document.querySelector("[data-again]");
    if (again) setTimeout(() => { if (again.isConnected) turn(location.href, false); }, +again.dataset.again);
  };
  ready();
})();
