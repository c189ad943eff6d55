#include "app/session_impl.hpp"
#include "store/sealed_format.hpp"
#include "ui/format.hpp"
#include "ui/kiosk/rotation.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {

constexpr std::size_t kSalt = 16;
constexpr std::string_view kSealed = "saddlebag kiosk";

std::string to_hex(Bytes const& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::uint8_t const byte : bytes) text.append({kDigits[byte >> 4], kDigits[byte & 15]});
  return text;
}

Bytes from_hex(std::string_view text) {
  auto const digit = [](char c) { return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= '0' && c <= '9' ? c - '0' : 0; };
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) bytes.push_back(static_cast<std::uint8_t>(digit(text[i]) << 4 | digit(text[i + 1])));
  return bytes;
}

port::Crypto::Piece piece_of(Bytes bytes) { return {std::move(bytes), to_bytes(kSealed)}; }

}  // namespace

/// Whoever had it on a wall finds it there again, even under another address.
void Session::Impl::begin_kiosk() {
  bool const stays = preferences.kiosk.on && !preferences.kiosk.pin.empty();
  if (options.kiosk || stays) start_kiosk();
}

/// What is kept of a PIN is a salt and a text that only the key derived from both opens.
void Session::Impl::set_kiosk_pin(std::string const& pin) {
  if (kiosk.on) return;
  if (pin.empty()) {
    ui::Preferences next = preferences;
    next.kiosk.pin.clear();
    return set_preferences(std::move(next));
  }
  Bytes salt;
  while (salt.size() < kSalt) ByteWriter(salt).u64(platform.random.bits());
  platform.crypto.derive(pin, salt, sealed::kRounds, [this, salt](port::Outcome const& outcome, port::Crypto::Key key) {
    if (!outcome) return fail({ErrorCode::refused, outcome.detail});
    platform.crypto.seal(key, {piece_of(to_bytes(kSealed))}, [this, salt, key](port::Outcome const& done, std::vector<Bytes> const& pieces) {
      platform.crypto.forget(key);
      if (!done || pieces.empty()) return fail({ErrorCode::refused, done.detail});
      ui::Preferences next = preferences;
      next.kiosk.pin = to_hex(salt) + to_hex(pieces[0]);
      next.kiosk.failures = 0;
      set_preferences(std::move(next));
      ui::toast(ui::tr(Tr::kiosk_pin_kept), Tone::good);
    });
  });
}

void Session::Impl::start_kiosk() {
  kiosk = {.on = true, .seconds = options.kiosk.value_or(0)};
  if (!preferences.kiosk.pin.empty() && !preferences.kiosk.on) {
    ui::Preferences next = preferences;
    next.kiosk.on = true;
    set_preferences(std::move(next));
  }
  around.show_kiosk(true);
  around.request_frame();
}

void Session::Impl::leave_kiosk(std::string const& pin) {
  ui::KioskSettings const& settings = preferences.kiosk;
  if (!kiosk.on || kiosk.checking) return;
  if (settings.pin.empty()) return end_kiosk();
  if (ui::pin_wait_left_ms(settings.failures, settings.due, platform.clock.unix_ms()) > 0) return;
  kiosk.checking = true;
  Bytes const kept = from_hex(settings.pin);
  auto const split = kept.begin() + static_cast<std::ptrdiff_t>(std::min(kSalt, kept.size()));
  Bytes rest(split, kept.end());
  platform.crypto.derive(pin, Bytes(kept.begin(), split), sealed::kRounds, [this, rest = std::move(rest)](port::Outcome const& outcome, port::Crypto::Key key) {
    if (!outcome) {
      kiosk.checking = false;
      return around.request_frame();
    }
    platform.crypto.open(key, {piece_of(rest)}, [this, key](port::Outcome const& done, std::vector<std::optional<Bytes>> const& pieces) {
      platform.crypto.forget(key);
      pin_tried(done && !pieces.empty() && pieces[0].has_value());
    });
  });
}

/// Wrong PINs are counted in what is kept, so that starting the program anew does not forget them.
void Session::Impl::pin_tried(bool right) {
  kiosk.checking = false;
  if (right) return end_kiosk();
  ui::Preferences next = preferences;
  next.kiosk.failures = std::min(next.kiosk.failures + 1, 1000);
  next.kiosk.due = platform.clock.unix_ms() + ui::pin_wait_ms(next.kiosk.failures);
  set_preferences(std::move(next));
}

void Session::Impl::end_kiosk() {
  kiosk = {};
  options.kiosk.reset();
  last_input = platform.clock.unix_ms();
  ui::Preferences next = preferences;
  next.kiosk.on = false;
  next.kiosk.failures = 0;
  next.kiosk.due = 0;
  set_preferences(std::move(next));
  around.show_route(ui::to_hash(route));
  around.show_kiosk(false);
  around.request_frame();
}

/// On a wall, what comes past the screen does nothing but to ask for the PIN.
bool Session::Impl::guest_pokes() {
  if (!kiosk.on) return false;
  ++kiosk.pokes;
  around.request_frame();
  return true;
}

}  // namespace saddlebag::app
