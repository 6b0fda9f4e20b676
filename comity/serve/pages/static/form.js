// Fields of a form offer what the build knows, as it is typed: names with slips, years, days, words.
const WAIT = 150, MOST = 30;
for (const form of document.querySelectorAll("form[data-values]")) {
  for (const input of form.querySelectorAll("input[name]:not([type=hidden], [type=date])")) {
    let list = input.list, timer = 0, last = null;
    if (!list) {
      list = document.createElement("datalist");
      list.id = `${input.id}-choices`;
      input.after(list);
      input.setAttribute("list", list.id);
    }
    const offer = async () => {
      const typed = input.value.trim();
      if (typed === last) return;
      last = typed;
      const query = new URLSearchParams({ q: typed, limit: MOST });
      const answer = await fetch(`${form.dataset.values}${input.name}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok || typed !== input.value.trim()) return;
      const { values } = await answer.json();
      if (!values.length) return;
      list.replaceChildren(...values.map(({ value, label }) => {
        const option = document.createElement("option");
        option.value = value;
        if (label !== value) option.textContent = label;
        return option;
      }));
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(offer, WAIT); });
    input.addEventListener("focus", () => { if (!list.options.length) offer(); });
  }
  // What is left empty need not stand in the address.
  form.addEventListener("submit", () => {
    for (const input of form.querySelectorAll("input[name]")) if (!input.value.trim()) input.disabled = true;
    setTimeout(() => { for (const input of form.querySelectorAll("input:disabled")) input.disabled = false; });
  });
}
