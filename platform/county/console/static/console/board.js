// After the figures have refreshed themselves, the charts take over the new numbers.
document.addEventListener("htmx:afterSwap", () => {
  const figures = document.getElementById("figures");
  if (!figures) return;
  for (const name of ["trend", "bars"]) {
    const canvas = document.querySelector(`.${name} canvas`);
    const chart = canvas && Chart.getChart(canvas);
    if (!chart) continue;
    const fresh = JSON.parse(figures.dataset[name]);
    chart.data.labels = fresh.labels;
    fresh.datasets.forEach((dataset, at) => { chart.data.datasets[at].data = dataset.data; });
    chart.update("none");
  }
});
