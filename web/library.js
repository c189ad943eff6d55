// The seam: what C++ calls (src/platform/web/seam.hpp), handed to the TypeScript host. Here texts become strings and
// byte ranges become copies or views of the memory; everything else happens in web/host.
/* global addToLibrary */

const seam = {
  $sbText: (at, size) => (size ? new TextDecoder().decode(HEAPU8.slice(at, at + size)) : ''),
  // A copy: whoever keeps it must not see the memory change under it.
  $sbBytes: (at, size) => HEAPU8.slice(at, at + size),
};

/** A function of the host. The signature has a letter per argument: t text, b bytes (both take two), n as it is. */
function call(name, path, signature) {
  let parameters = [];
  let values = [];
  [...signature].forEach((kind, i) => {
    if (kind === 'n') {
      parameters.push(`a${i}`);
      values.push(`a${i}`);
    } else {
      parameters.push(`a${i}`, `s${i}`);
      values.push(`${kind === 't' ? 'sbText' : 'sbBytes'}(a${i}, s${i})`);
    }
  });
  seam[name] = `(${parameters.join(', ')}) => Module['host'].${path}(${values.join(', ')})`;
  seam[`${name}__deps`] = ['$sbText', '$sbBytes'];
}

seam.sb_attach = () => Module['host'].attach(Module, () => HEAPU8);
seam.sb_gl_create__deps = ['$GL'];
seam.sb_gl_create = () => {
  const handle = GL.createContext(Module['host'].canvas, Module['host'].contextAttributes);
  if (handle && GL.makeContextCurrent(handle)) return 1;
  Module['host'].noContext();
  return 0;
};
seam.sb_rasterise__deps = ['$sbText'];
seam.sb_rasterise = (code, pixels, weight, metricsOnly, metrics) => {
  const glyph = Module['host'].glyphs.rasterise(code, pixels, weight, metricsOnly !== 0);
  if (!glyph) return 0;
  HEAPF32.set(glyph.metrics, metrics >> 2);
  if (glyph.bitmap) Module['host'].give(glyph.bitmap);
  return 1;
};
seam.sb_random = (to, size) => {
  crypto.getRandomValues(HEAPU8.subarray(to, to + size));
};
seam.sb_number__deps = ['$sbText'];
seam.sb_number = (at, size) => Number(sbText(at, size));
seam.sb_unix_ms = () => Date.now();
seam.sb_monotonic_ms = () => performance.now();
seam.sb_utc_offset = (ms) => -new Date(ms).getTimezoneOffset();
seam.sb_online = () => (navigator.onLine ? 1 : 0);
seam.sb_mirror = (at, size) => {
  const diff = HEAPU8.slice(at, at + size);
  queueMicrotask(() => Module['host'].mirror.apply(diff)); // after the frame
};

call('sb_launch', 'page.launch', '');
call('sb_ready', 'page.ready', '');
call('sb_request_frame', 'loop.requestFrame', '');
call('sb_wake_after', 'loop.wakeAfter', 'n');
call('sb_set_route', 'page.setRoute', 'tn');
call('sb_set_title', 'page.setTitle', 'tt');
call('sb_set_theme', 'page.setTheme', 'nn');
call('sb_set_cursor', 'pointer.setCursor', 'n');
call('sb_set_ime', 'text.setIme', 'nnnn');
call('sb_go_back', 'page.goBack', '');
call('sb_lock_others', 'page.lockOthers', '');
call('sb_authorize', 'page.authorize', 'tt');
call('sb_open_link', 'page.openLink', 't');
call('sb_print', 'page.print', 't');
call('sb_share', 'page.share', 'ttn');
call('sb_kiosk', 'page.kiosk', 'n');
call('sb_reload', 'page.reload', '');
call('sb_apply_update', 'updates.apply', '');
call('sb_announce', 'mirror.announce', 'tn');
call('sb_watch', 'page.watch', 'nn');
call('sb_compete', 'page.compete', 't');
call('sb_add_icon', 'glyphs.addIcon', 'nt');
call('sb_add_sequence', 'glyphs.addSequence', 'nt');
call('sb_storage_open', 'storage.open', 'nt');
call('sb_storage_read', 'storage.read', 'nntt');
call('sb_storage_put', 'storage.put', 'nntb');
call('sb_storage_erase', 'storage.erase', 'nntt');
call('sb_storage_expect', 'storage.expect', 'nntb');
call('sb_storage_commit', 'storage.commit', 'nnnn');
call('sb_storage_delete', 'storage.remove', 'n');
call('sb_storage_mark', 'storage.mark', 'n');
call('sb_storage_usage', 'storage.usage', 'n');
call('sb_storage_watch', 'storage.watch', 'n');
call('sb_http_send', 'http.send', 'nttttbnn');
call('sb_http_cancel', 'http.cancel', 'n');
call('sb_crypto_piece', 'keys.piece', 'nbb');
call('sb_crypto_run', 'keys.run', 'nnnn');
call('sb_crypto_forget', 'keys.forget', 'n');
call('sb_timer', 'timers.start', 'nn');
call('sb_timer_cancel', 'timers.cancel', 'n');
call('sb_files_pick', 'files.pick', 'ntn');
call('sb_files_save', 'files.save', 'ttb');
call('sb_files_watch', 'files.watch', 'n');
call('sb_picture', 'pictures.decode', 'nbn');
call('sb_decode', 'files.decode', 'bn');
call('sb_clipboard_write', 'text.write', 't');

addToLibrary(seam);
