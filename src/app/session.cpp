#include <algorithm>
#include <cmath>

#include "app/session_impl.hpp"
#include "assets.hpp"
#include "base/pinyin.hpp"
#include "store/builtin.hpp"
#include "store/handover.hpp"
#include "ui/background.hpp"
#include "ui/glyphs_ahead.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {

constexpr double kAgainMs = 30'000;  ///< until what could not be fetched is tried again
constexpr double kSliceMs = 12;        ///< of long work, between two frames
constexpr double kSeenFirstMs = 100;  ///< what the first frame can do without does not compete with it
constexpr double kAnswerSliceMs = 4;   ///< of what a screen waits for: input comes in between
constexpr float kCompactWidth = 720;   ///< CSS pixels; narrower screens show one pane
constexpr std::string_view kPreferencesKey = "preferences";
constexpr std::string_view kDeviceKey = "device";
constexpr std::string_view kDemoKey = "demo";

ui::Preferences defaults(Launch const& launch) {
  ui::Preferences preferences;
  bool const chinese = launch.system_language.empty() || launch.system_language.starts_with("zh");
  preferences.language = chinese ? Language::zh_cn : Language::en;
  preferences.currency = Currency(chinese ? "CNY" : "USD");
  return preferences;
}

/// The number that tells this device from the others, made once.
std::uint64_t device_number(Persistence& persistence, port::Random& random) {
  if (Bytes const* const kept = persistence.meta(kDeviceKey)) {
    ByteReader in(*kept);
    std::uint64_t const number = in.u64();
    if (in.ok()) return number;
  }
  std::uint64_t const number = random.bits() | 1;
  Bytes bytes;
  ByteWriter(bytes).u64(number);
  persistence.put_meta(std::string(kDeviceKey), std::move(bytes));
  return number;
}

}  // namespace

Session::Impl::Impl(port::Platform platform_, Surroundings surroundings, Launch launch_)
    : platform(platform_),
      around(std::move(surroundings)),
      launch(std::move(launch_)),
      options(read_launch(launch)),
      history(store),
      trail(store),
      sealed(platform.storage, platform.crypto, platform.random, [this] { return platform.clock.unix_ms(); }),
      persistence(store, sealed),
      engine(store, persistence, platform.http, platform.clock, platform.random),
      import(platform.text),
      preferences(defaults(launch)),
      route(ui::parse_route(launch.hash)) {
  if (!around.complete) complete = true;
  kiosk.on = options.kiosk.has_value();  // a guest sees nothing else in the meantime, either
  store.set_random([this] { return platform.random.bits(); });
  engine.on_status([this] { around.request_frame(); });
}

Session::Session(port::Platform platform, Surroundings surroundings, Launch launch)
    : impl_(std::make_unique<Impl>(platform, std::move(surroundings), std::move(launch))) {}

Session::~Session() = default;

void Session::start() {
  impl_->platform.files.on_drop([&s = *impl_](std::vector<port::Files::File> files) { s.take_dropped(std::move(files)); });
  if (impl_->options.language) impl_->preferences.language = *impl_->options.language;
  if (impl_->options.theme) impl_->preferences.theme = *impl_->options.theme;
  impl_->apply_appearance();
  impl_->sealed.on_change([&s = *impl_] { s.protection_changed(); });
  // Who reads Chinese has Chinese records, and those are to be found and ordered rightly from the first moment.
  if (impl_->preferences.language == Language::zh_cn) impl_->fetch_readings();
  impl_->persistence.open(impl_->options.database(), [this](Status status) { impl_->opened(std::move(status)); });
}

void Session::Impl::fetch_asset(std::string const& name, std::function<void(Result<std::string_view>)> then) {
  if (std::string_view const there = asset(name); !there.empty()) return then(there);
  port::Http::Request request;
  request.url = "asset:" + name;
  platform.http.send(std::move(request), [this, name, then = std::move(then)](port::Outcome const& outcome, port::Http::Response const& answer) {
    around.request_frame();
    if (!outcome) return then(Error{ErrorCode::offline, name});
    if (answer.status != 200) return then(Error{ErrorCode::missing, name});
    provide_asset(name, as_text(answer.body));
    then(asset(name));
  });
}

void Session::Impl::fetch_readings() {
  if (fetching_readings || have_readings()) return;
  fetching_readings = true;
  fetch_asset("pinyin.txt", [this](Result<std::string_view> const& text) {
    if (!text) {  // offline at the first need of them: later, until then Han has no readings
      platform.clock.after(kAgainMs, [this] { fetching_readings = false; });
      return;
    }
    set_readings(*text);
    store.take_readings();
  });
}

void Session::Impl::opened(Status status) {
  if (!status) fail(status.error());  // the program goes on in memory; the banner says that nothing is kept
  if (Bytes const* const kept = persistence.meta(kPreferencesKey)) {
    preferences = ui::preferences_from_json(as_text(*kept), preferences);
  }
  if (options.language) preferences.language = *options.language;
  if (options.theme) preferences.theme = *options.theme;
  store.identify({parse_uuid(preferences.user).value_or(Uuid{}), device_number(persistence, platform.random),
                  [this] { return Instant{platform.clock.unix_ms()}; }});
  sealed.set_hint(preferences.language == Language::en ? "en" : "zh-CN");
  prepare_records();
  apply_appearance();
  measure_storage();
  report_refusals();
  watch_idle();
  begin_kiosk();
  ready = true;
  engine.set_leader(false);  // until the tabs of this device have agreed on one
  persistence.lead(false);
  if (complete) begin_the_rest();
  around.compete(options.database());
  around.request_frame();
}

bool Session::Impl::shows() const {
  Protection::State const protection = sealed.protection().state;
  return ready || protection == Protection::State::locked || protection == Protection::State::refused;
}

/// Once something is to be seen: the backend is found with what comes then.
void Session::Impl::complete_program() {
  if (complete || completing || !shows()) return;
  completing = true;
  platform.clock.after(kSeenFirstMs, [this] {
    around.complete([this](bool there) {
      around.request_frame();
      if (!there) {
        platform.clock.after(kAgainMs, [this] { completing = false; around.request_frame(); });
        return;
      }
      complete = true;
      if (ready) begin_the_rest();
    });
  });
}

/// What needs all of the program, once both are there, it and the records.
void Session::Impl::begin_the_rest() {
  if (!options.demo_customers) find_backend();
  sweep_contents();
}

void Session::Impl::prepare_records() {
  if (store.count(Kind::stage) == 0) {
    if (auto const applied = store.apply(built_in_records()); !applied) fail(applied.error());
    else if (!options.demo_customers) persistence.compact([](Status) {});
  }
  if (!options.demo_customers) return;
  Bytes const wanted = to_bytes(std::to_string(*options.demo_customers));
  Bytes const* const made = persistence.meta(kDemoKey);
  if (made && *made == wanted) return;
  if (store.count(Kind::customer) > 0) return start_over();  // of another size, or half made
  awaits_demo = true;
  fetch_demo();
}

/// The demo's names and places, of both its regions.
void Session::Impl::fetch_demo() {
  for (char const* const name : {"demo/zh-CN.txt", "demo/en.txt"}) {
    if (!asset(name).empty()) continue;
    return fetch_asset(name, [this](Result<std::string_view> const& text) {
      if (text) return fetch_demo();
      awaits_demo = false;
      fail(text.error());
    });
  }
  awaits_demo = false;
  DemoOptions demo;
  demo.customers = *options.demo_customers;
  demo.story = demo.customers == kDemoCustomers;
  demo.english = demo.story && preferences.language == Language::en;
  if (demo.english) demo.chinese_percent = 30;
  std::int64_t const now = platform.clock.unix_ms();
  demo.utc_offset_minutes = platform.clock.utc_offset_minutes(now);
  demo.today = date_at({now}, demo.utc_offset_minutes);
  seeder = std::make_unique<DemoSeeder>(store, demo);
}

void Session::Impl::continue_seeding() {
  double const until = platform.clock.monotonic_ms() + kSliceMs;
  while (seeder && platform.clock.monotonic_ms() < until) {
    if (seeder->step()) continue;
    if (!seeder->status()) fail(seeder->status().error());
    protagonist(seeder->protagonist());
    seeder.reset();
    persistence.put_meta(std::string(kDemoKey), to_bytes(std::to_string(*options.demo_customers)));
    persistence.compact([this](Status status) {
      if (!status) fail(status.error());
    });
  }
}

/// The demo's visitor sits in the chair of one of its colleagues.
void Session::Impl::protagonist(Id<User> user) {
  ui::Preferences next = preferences;
  next.user = to_string(user.uuid);
  bool const story = options.demo_customers == kDemoCustomers;
  if (User const* const they = story ? store.find(user) : nullptr) next.currency = Currency(has_han(they->name) ? "CNY" : "USD");  // what they sell in
  set_preferences(std::move(next));
}

void Session::Impl::continue_import() {
  double const until = platform.clock.monotonic_ms() + kSliceMs;
  while (import.running() && platform.clock.monotonic_ms() < until) {
    if (import.step()) continue;
    if (Status const status = import.finish(store); !status) fail(status.error());
    else ui::toast(ui::tr(Tr::import_done), Tone::good, ui::tr(Tr::topbar_undo));
  }
}

void Session::Impl::add_files(std::vector<port::Files::File> files) {
  if (guest_pokes()) return;
  std::erase_if(files, [this](port::Files::File& file) {
    bool const is = handover::recognise(as_text(file.bytes));
    if (is) handover_file = std::move(file.bytes);
    return is;
  });
  around.request_frame();
  if (files.empty()) return;
  go({ui::Screen::import, {}});
  // Without the words that columns are known by, more is left for the person to say.
  fetch_asset("exchange/synonyms.json", [this, files = std::move(files)](Result<std::string_view> const&) mutable {
    import.add(std::move(files), store, preferences, platform.clock.utc_offset_minutes(platform.clock.unix_ms()));
    around.request_frame();
  });
}

void Session::Impl::apply_appearance() {
  ui::Appearance look = ui::appearance();
  bool const as_system = preferences.theme == ui::ThemeMode::system;
  look.contrast = preferences.theme == ui::ThemeMode::contrast || (as_system && launch.system_contrast);
  look.dark = preferences.theme == ui::ThemeMode::dark || ((as_system || look.contrast) && launch.system_dark);
  look.reduced_motion = launch.reduced_motion;
  look.touch = launch.touch;
  look.text_scale = scaled.value_or(preferences.text_scale);
  ui::set_appearance(look);
  ui::set_language(preferences.language);
  around.show_preferences(preferences, look.dark);
  if (Language const language = preferences.language; !has_texts(language)) {  // until they come, those of the other
    fetch_asset(language == Language::en ? "locale/en.txt" : "locale/zh-CN.txt", [language](Result<std::string_view> const& texts) {
      if (texts) set_texts(language, *texts);
    });
  }
}

void Session::Impl::go_on_in_background() {
  if (slice_waits || !ui::background_waits()) return;
  slice_waits = true;
  platform.clock.after(0, [this] {
    slice_waits = false;
    if (ui::go_on_in_background(kAnswerSliceMs)) around.request_frame();
    go_on_in_background();
  });
}

bool Session::working() const { return impl_->seeder != nullptr || impl_->import.running(); }

bool Session::turn() {
  Impl& s = *impl_;
  bool const asked = !s.commands.empty() || working();
  s.carry_out();
  if (s.seeder) s.continue_seeding();
  if (s.import.running()) s.continue_import();
  if (readings_missed()) s.fetch_readings();
  s.persistence.flush();
  s.lock_when_saved();
  return asked || !s.shows_what_is();
}

/// False once another tab, the backend or the end of a write has changed what the last frame showed.
bool Session::Impl::shows_what_is() const {
  return shown_version == store.version() && shown_state == persistence.state();
}

ui::Frame Session::Impl::frame(float width, float height) {
  std::int64_t const now = platform.clock.unix_ms();
  int const offset = platform.clock.utc_offset_minutes(now);
  float loading = ready ? 1.f : 0.f;
  if (seeder || awaits_demo) loading = seeder ? std::min(0.99f, static_cast<float>(seeder->progress())) : 0.f;
  around.measure(stats);
  status = engine.status();
  if (probe) status.test = probe->result();
  status.came_back = came_back_for;
  shown_version = store.version();
  shown_state = persistence.state();
  return ui::Frame{store,       history, persistence, status, import,        preferences,  stats, commands, route, {now},
                   date_at({now}, offset), offset,  width,       height,          width < kCompactWidth, complete, options.demo_customers.has_value(),
                   update_ready, loading, sealed.protection(), kiosk, !handover_file.empty(), launch.can_share, &trail};
}

bool Session::shows() const { return impl_->shows(); }

void Session::draw(float width, float height) {
  if (ui::input_arrived()) impl_->last_input = impl_->platform.clock.unix_ms();
  ui::draw_app(impl_->frame(width, height));
}

void Session::drawn() {
  impl_->complete_program();
  impl_->carry_out();
  impl_->persistence.flush();
  impl_->lock_when_saved();
  if (impl_->ready && !working()) ui::draw_glyphs_ahead(impl_->store);
  if (impl_->complete) impl_->look_at_pictures();
  impl_->go_on_in_background();
  if (working()) impl_->around.request_frame();
}

void Session::route_changed(std::string_view hash) {
  if (impl_->guest_pokes()) return;
  impl_->route = ui::parse_route(hash);
  impl_->around.request_frame();
}

void Session::system_look_changed(bool dark, bool contrast, bool reduced_motion) {
  impl_->launch.system_dark = dark;
  impl_->launch.system_contrast = contrast;
  impl_->launch.reduced_motion = reduced_motion;
  impl_->apply_appearance();
}

void Session::touch_used(bool touch) {
  if (impl_->launch.touch == touch) return;
  impl_->launch.touch = touch;
  impl_->apply_appearance();
}

void Session::text_scaled(float factor, bool done) {
  Impl& s = *impl_;
  if (s.guest_pokes()) return;
  if (!s.scaled) s.scaled = s.preferences.text_scale;
  s.scaled = std::clamp(*s.scaled * factor, 0.8f, 2.f);
  if (!done) return s.apply_appearance();
  ui::Preferences next = s.preferences;
  next.text_scale = std::round(*s.scaled * 20) / 20;  // to five in a hundred
  s.scaled.reset();
  s.apply_appearance();
  if (next == s.preferences) return;
  s.set_preferences(next);
  ui::toast(ui::tr(Tr::view_text_size, std::to_string(std::lround(next.text_scale * 100))));
}

void Session::leadership_changed(bool leader) {
  impl_->persistence.lead(leader);
  impl_->engine.set_leader(leader);
  impl_->around.request_frame();
}

void Session::online_changed(bool online) {
  if (online) impl_->engine.tick();
  impl_->around.request_frame();
}

void Session::update_waits() {
  impl_->update_ready = true;
  impl_->around.request_frame();
}

}  // namespace saddlebag::app
