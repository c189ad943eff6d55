#pragma once
#include "app/launch.hpp"
#include "app/session.hpp"
#include "base/later.hpp"
#include "domain/demo.hpp"
#include "store/history.hpp"
#include "store/sealed_storage.hpp"
#include "sync/engine.hpp"
#include "sync/probe.hpp"
#include "ui/import_session.hpp"
#include "ui/pictures.hpp"

namespace saddlebag::app {

struct Attaching;

/// The parts of a session and how they hang together. Members stand in the order in which they depend on
/// each other; observers of the store (history, outbox, journal) are told in this order too.
struct Session::Impl {
  Impl(port::Platform platform, Surroundings surroundings, Launch launch);

  port::Platform platform;
  Surroundings around;
  Launch launch;
  LaunchOptions options;

  Store store;
  History history;
  Trail trail;
  SealedStorage sealed;
  Persistence persistence;
  sync::Engine engine;
  std::unique_ptr<sync::Probe> probe;  ///< of a connection that is being tried
  std::string tried;                   ///< its connector, as the person chose it
  std::optional<SyncStatus::CameBack> came_back_for;
  std::string granted;                 ///< the secret that came of signing in there
  bool mapped = false;                 ///< the person has changed which fields stand for what in it
  ui::ImportSession import;
  std::unique_ptr<DemoSeeder> seeder;

  ui::Preferences preferences;
  ui::Commands commands;
  std::optional<float> scaled;  ///< the text size while two fingers change it
  ui::Route route;
  ui::Stats stats;
  SyncStatus status;            ///< of the frame being drawn
  std::uint64_t shown_version = 0;  ///< of the store, in the last frame
  Persistence::State shown_state = Persistence::State::closed;
  bool complete = false;        ///< all of the program is there
  bool completing = false;
  bool ready = false;           ///< the data is open, or cannot be
  bool update_ready = false;
  bool awaits_demo = false;        ///< what it is made of
  bool fetching_readings = false;  ///< of Han characters, or it failed a while ago
  bool slice_waits = false;     ///< of what screens wait for
  bool locking = false;         ///< as soon as everything is saved
  bool watching_idle = false;   ///< a timer runs that locks when nobody is there
  Bytes handover_file;          ///< picked, and waiting for its passphrase
  ui::KioskStatus kiosk;        ///< the wall, see kiosk.cpp
  std::int64_t last_input = 0;  ///< ms since 1970
  bool decoding = false;        ///< a picture is being read
  std::vector<ui::PictureWish> waiting_pictures;  ///< the one that is wanted most is the last

  // session.cpp
  void opened(Status status);
  [[nodiscard]] bool shows() const;
  void fetch_asset(std::string const& name, std::function<void(Result<std::string_view>)> then);
  void complete_program();
  void begin_the_rest();
  void fetch_readings();
  void prepare_records();
  void fetch_demo();
  void continue_seeding();
  void go_on_in_background();
  SADDLEBAG_LATER void continue_import();
  SADDLEBAG_LATER void add_files(std::vector<port::Files::File> files);
  void protagonist(Id<User> user);
  [[nodiscard]] bool shows_what_is() const;
  void apply_appearance();
  [[nodiscard]] ui::Frame frame(float width, float height);

  // protection.cpp
  void protection_changed();
  void protection_ended(Status const& status, Tr notice);
  void report_refusals();
  void watch_idle();
  void lock_when_saved();

  // health.cpp
  void measure_storage();
  SADDLEBAG_LATER void check_storage();
  void compact_storage();

  // kiosk.cpp
  void begin_kiosk();
  void set_kiosk_pin(std::string const& pin);
  void start_kiosk();
  void leave_kiosk(std::string const& pin);
  void pin_tried(bool right);
  void end_kiosk();
  bool guest_pokes();

  // attachments.cpp
  void take_dropped(std::vector<port::Files::File> files);
  SADDLEBAG_LATER void pick_attachments(Kind kind, Uuid record, bool camera);
  SADDLEBAG_LATER void save_attachment(Uuid attachment);
  SADDLEBAG_LATER void look_at_pictures();
  SADDLEBAG_LATER void sweep_contents();
  void attach(Kind kind, Uuid record, std::vector<port::Files::File> files);
  void attached(std::shared_ptr<Attaching> const& all);
  void load_picture(ui::PictureWish const& wish);

  // handover.cpp
  SADDLEBAG_LATER void save_handover(std::string passphrase);
  SADDLEBAG_LATER void open_handover(std::string const& passphrase);
  void hand_over(Bytes packed, std::string const& passphrase);
  void merge_handover(Bytes content);
  void merge_records(Bytes content);

  // commands.cpp
  void carry_out();
  void change(Transaction transaction, std::string const& notice);
  void take_back(bool redo);
  void fail(Error const& error);
  void go(ui::Route const& next);
  void set_preferences(ui::Preferences next);
  void start_over();

  // connecting.cpp
  void find_backend();
  void fetch_connector(std::string const& name, std::function<void(std::string)> then);
  void with_profile(sync::Connection wanted, std::function<void(sync::Profile, sync::Connection)> then);
  SADDLEBAG_LATER void connect_to(sync::Connection wanted, ui::ConnectStep step);
  SADDLEBAG_LATER void connect(ui::Connect& command);
  SADDLEBAG_LATER void leave(sync::Profile profile, sync::Connection wanted);
  SADDLEBAG_LATER void come_back();
  SADDLEBAG_LATER void control_sync(ui::SyncAction action);
};

}  // namespace saddlebag::app
