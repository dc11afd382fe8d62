// Keeps the progress of a compilation up to date. Without this script the page reloads itself instead.
"use strict";

(() => {
  const section = document.querySelector("[data-progress]");
  const pause = 1000;

  const put = (name, text) => {
    section.querySelector(`[data-part="${name}"]`).textContent = text;
  };

  const show = (progress) => {
    const bar = section.querySelector("progress");
    bar.value = progress.value;
    bar.textContent = progress.percent;
    put("percent", progress.percent);
    put("rows", progress.rows);
    put("left", progress.left);
    for (const [name, stage] of Object.entries(progress.stages)) {
      const item = section.querySelector(`[data-stage="${name}"]`);
      item.className = stage.standing;
      item.querySelector(".state").textContent = stage.text;
      if (stage.standing === "current") {
        item.setAttribute("aria-current", "step");
      } else {
        item.removeAttribute("aria-current");
      }
    }
  };

  const look = async () => {
    try {
      const answer = await fetch(section.dataset.progress, { cache: "no-store", redirect: "error" });
      if (answer.status === 401 || answer.status === 404) {
        location.reload();
        return;
      }
      if (answer.ok) {
        const progress = await answer.json();
        if (progress.over) {
          location.reload();
          return;
        }
        show(progress);
      }
    } catch {
      // The server is away for a moment: the next look will tell.
    }
    setTimeout(look, pause);
  };

  setTimeout(look, pause);
})();
