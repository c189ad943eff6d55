// The usual page of Dear ImGui in a browser: its demo window, drawn for every frame of the screen.
import { ImGui, ImGuiImplWeb } from '@mori2003/jsimgui';

const canvas = document.querySelector('canvas');
window.frames = [];
await ImGuiImplWeb.Init({ canvas });
requestAnimationFrame(function draw() {
  const begin = performance.now();
  canvas.width = canvas.clientWidth * devicePixelRatio;
  canvas.height = canvas.clientHeight * devicePixelRatio;
  ImGuiImplWeb.BeginRender();
  ImGui.ShowDemoWindow();
  ImGuiImplWeb.EndRender();
  window.frames.push(performance.now() - begin);
  document.documentElement.classList.add('ready');
  requestAnimationFrame(draw);
});
