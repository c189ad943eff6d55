#pragma once
#include <cstddef>
#include <cstdint>

/// The seam to the page. What C++ asks of it is declared here and implemented in web/library.js; what the page
/// calls here is defined in exports.cpp. Text is UTF-8 with its length. Requests that take time carry a ticket of
/// `Requests`; they are answered by `sb_complete`. Questions that are answered at once leave their answer's bytes
/// in `Requests::take_answer`.
extern "C" {

// --- the page
void sb_attach();  ///< gives the host the way back; first of all calls
int sb_gl_create();  ///< makes a WebGL2 context on the canvas current; 0: there is none
void sb_launch();  ///< answer: hash, search, language, then flags as text (dark, reduced motion, touch, mac, can share: '1' or '0')
void sb_ready();   ///< the first frame is drawn: takes the splash away
void sb_request_frame();
void sb_wake_after(double ms);  ///< asks for a frame later; replaces what was asked before; negative: not at all
void sb_set_route(char const* hash, std::size_t size, int replace);
void sb_set_title(char const* title, std::size_t size, char const* language, std::size_t language_size);
void sb_set_theme(int dark, std::uint32_t background_rgb);
void sb_set_cursor(int shape);
void sb_set_ime(int wants_text, float x, float y, float line_height);
void sb_go_back();  ///< one step in the history of the tab
void sb_lock_others();
void sb_authorize(char const* address, std::size_t address_size, char const* memo, std::size_t memo_size);
void sb_open_link(char const* url, std::size_t size);
void sb_print(char const* html, std::size_t size);
void sb_share(char const* hash, std::size_t hash_size, char const* title, std::size_t title_size, int copy);
void sb_kiosk(int on);  ///< fills the screen and keeps it awake, as far as it may
void sb_reload();   ///< begins again from nothing
void sb_apply_update();
void sb_mirror(std::uint8_t const* diff, std::size_t size);
void sb_announce(char const* text, std::size_t size, int urgent);
void sb_watch(std::uint32_t leader, std::uint32_t online);  ///< standing tickets, see platform.cpp
void sb_compete(char const* lock, std::size_t size);        ///< tries to become the one tab that syncs

// --- glyphs
/// Draws a character; `metrics` gets advance, left, top, width, height (device pixels, from pen and baseline) and
/// whether it is coloured. Answer: the alpha bitmap, or RGBA where coloured. 0: no such glyph.
int sb_rasterise(std::uint32_t code, float device_pixels, int weight, int metrics_only, float* metrics);
void sb_add_icon(std::uint32_t code, char const* path, std::size_t size);
void sb_add_sequence(std::uint32_t code, char const* text, std::size_t size);  ///< what a private character stands for

// --- storage
void sb_storage_open(std::uint32_t ticket, char const* database, std::size_t size);
/// Answered in pieces of keys and values, which have a negative number.
void sb_storage_read(std::uint32_t ticket, int area, char const* from, std::size_t from_size, char const* to,
                     std::size_t to_size);
void sb_storage_put(std::uint32_t ticket, int area, char const* key, std::size_t key_size, std::uint8_t const* bytes,
                    std::size_t size);
void sb_storage_erase(std::uint32_t ticket, int area, char const* from, std::size_t from_size, char const* to,
                      std::size_t to_size);
void sb_storage_expect(std::uint32_t ticket, int area, char const* key, std::size_t key_size, std::uint8_t const* bytes,
                       std::size_t size);
void sb_storage_commit(std::uint32_t ticket, int strict, int scrub, double mark);
void sb_storage_delete(std::uint32_t ticket);
void sb_storage_mark(std::uint32_t ticket);  ///< answer: the mark, a 64-bit number as text
void sb_storage_usage(std::uint32_t ticket);
void sb_storage_watch(std::uint32_t ticket);

// --- network
/// `max_bytes` 0: a stream, answered in pieces that have the status as a negative number.
void sb_http_send(std::uint32_t ticket, char const* method, std::size_t method_size, char const* url,
                  std::size_t url_size, char const* headers, std::size_t headers_size, char const* signature,
                  std::size_t signature_size, std::uint8_t const* body, std::size_t body_size, std::int32_t timeout_ms, std::uint32_t max_bytes);
void sb_http_cancel(std::uint32_t ticket);
int sb_online();

// --- keys
/// One of the pieces that a request is about; see WebCrypto.
void sb_crypto_piece(std::uint32_t ticket, std::uint8_t const* bytes, std::size_t size, std::uint8_t const* bound,
                     std::size_t bound_size);
void sb_crypto_run(std::uint32_t ticket, int what, std::uint32_t key, std::uint32_t other);
void sb_crypto_forget(std::uint32_t key);

// --- time and chance
double sb_unix_ms();
double sb_number(char const* text, std::size_t size);  ///< what a text is that is all of a number
double sb_monotonic_ms();
int sb_utc_offset(double unix_ms);
void sb_timer(std::uint32_t ticket, double ms);
void sb_timer_cancel(std::uint32_t ticket);
void sb_random(std::uint8_t* to, std::size_t size);

// --- files and text
void sb_files_pick(std::uint32_t ticket, char const* accept, std::size_t size, int several);
void sb_files_save(char const* name, std::size_t name_size, char const* mime, std::size_t mime_size,
                   std::uint8_t const* bytes, std::size_t size);
void sb_files_watch(std::uint32_t ticket);
void sb_picture(std::uint32_t ticket, std::uint8_t const* bytes, std::size_t size, std::uint32_t most);  ///< answer: width and height, pixels
int sb_decode(std::uint8_t const* bytes, std::size_t size, int encoding);
void sb_clipboard_write(char const* text, std::size_t size);
}
