#include "app/session_impl.hpp"
#include "app/site_config.hpp"
#include "sync/json.hpp"
#include "sync/schema.hpp"

namespace saddlebag::app {

using ui::ConnectStep;

/// The connection of last time, else what the site that serves the program names in `config.json`.
void Session::Impl::find_backend() {
  engine.start();
  if (!launch.authorized.empty()) return come_back();
  if (!engine.connection().url.empty()) return;
  port::Http::Request request;
  request.url = "config.json";
  platform.http.send(std::move(request), [this](port::Outcome outcome, port::Http::Response response) {
    if (!outcome || response.status != 200) return;
    if (auto named = read_site_config(as_text(response.body))) connect_to(std::move(*named), ConnectStep::start);
  });
}

void Session::Impl::fetch_connector(std::string const& name, std::function<void(std::string)> then) {
  fetch_asset("connectors/" + name + ".json", [this, then = std::move(then)](Result<std::string_view> const& text) {
    text ? then(std::string(*text)) : fail(text.error());
  });
}

/// The profile of a connection, whose connector is fetched if need be, and becomes part of the connection.
void Session::Impl::with_profile(sync::Connection wanted, std::function<void(sync::Profile, sync::Connection)> then) {
  std::string_view const text = sync::connector_text(wanted.profile);
  if (text.empty()) {
    std::string const name = wanted.profile;
    return fetch_connector(name, [this, wanted = std::move(wanted), then = std::move(then)](std::string fetched) mutable {
      wanted.profile = std::move(fetched);
      with_profile(std::move(wanted), std::move(then));
    });
  }
  auto profile = sync::Profile::parse(text);
  if (!profile) return fail(profile.error());
  while (wanted.url.ends_with('/')) wanted.url.pop_back();
  then(std::move(*profile), std::move(wanted));
}

void Session::Impl::connect_to(sync::Connection wanted, ConnectStep step) {
  with_profile(std::move(wanted), [this, step](sync::Profile profile, sync::Connection ready) {
    probe.reset();
    switch (step) {
      case ConnectStep::start:
        if (Status const status = engine.configure(std::move(ready)); !status) fail(status.error());
        return;
      case ConnectStep::sign_in: return leave(std::move(profile), std::move(ready));
      case ConnectStep::try_out:
        probe = std::make_unique<sync::Probe>(store, platform.http, platform.clock, std::move(profile), std::move(ready), [this] {
          if (came_back_for) granted = probe->connection().secret;
          around.request_frame();
        });
    }
  });
}

/// What a person has mapped while trying goes on being so. A connector that the person brings is held to the schema first,
/// which says what is wrong with it.
void Session::Impl::connect(ui::Connect& command) {
  if (tried != command.profile) probe.reset();
  if (!probe) mapped = false;
  tried = command.profile;
  if (mapped) command.profile = probe->connector();
  bool const brought = command.profile.starts_with('{');
  if (command.profile.empty()) {  // the same as somebody else, or once more
    command.profile = engine.connection().profile;
    if (command.user.empty()) command.user = engine.connection().user;
  }
  sync::Connection wanted{std::move(command.profile), std::move(command.url), std::move(command.user), std::move(command.password)};
  bool const there = came_back_for && came_back_for->url == wanted.url && came_back_for->user == wanted.user;
  if (there && wanted.secret.empty()) wanted.secret = granted;
  if (!brought) return connect_to(std::move(wanted), command.step);
  fetch_connector("schema", [this, wanted = std::move(wanted), step = command.step](std::string schema) mutable {
    std::string flaw = sync::flaw_of_connector(wanted.profile, schema);
    if (!flaw.empty()) return fail({ErrorCode::invalid, std::move(flaw)});
    connect_to(std::move(wanted), step);
  });
}

/// To the page of the backend where the person signs in. The page comes back as a new start of the program: `come_back`.
void Session::Impl::leave(sync::Profile profile, sync::Connection wanted) {
  sync::Json const memo = {{"profile", tried.empty() ? wanted.profile : tried}, {"url", wanted.url}, {"user", wanted.user}};
  persistence.flush();
  around.authorize(sync::Wire(store, std::move(profile), std::move(wanted)).authorize(), sync::dump_json(memo));
}

/// With what the backend gave to the person, a secret is asked for. With that goes on what was in use; what is new can be
/// tried first.
void Session::Impl::come_back() {
  using sync::text_member;
  auto const grant = sync::parse_json(launch.authorized);
  auto const memo = grant ? sync::parse_json(text_member(*grant, "memo")) : std::nullopt;
  if (!memo) return;
  sync::Connection back{text_member(*memo, "profile"), text_member(*memo, "url"), text_member(*memo, "user"), {}};
  bool const again = engine.connection().url == back.url;
  if (!again) came_back_for = SyncStatus::CameBack{back.profile, back.url, back.user, false};
  if (std::string why = text_member(*grant, "error"); !why.empty()) return fail({ErrorCode::unauthorized, std::move(why)});
  tried = back.profile;
  with_profile(std::move(back), [this, again, grant = *grant](sync::Profile profile, sync::Connection ready) {
    auto const wire = std::make_shared<sync::Wire>(store, std::move(profile), std::move(ready));
    platform.http.send(wire->exchange(grant), [this, again, wire](port::Outcome outcome, port::Http::Response response) {
      if (!outcome) return fail({ErrorCode::offline, outcome.detail});
      if (wire->judge(response) != sync::Meaning::ok) return fail({ErrorCode::unauthorized, wire->reason(response)});
      if (Status const read = wire->read_signed_in(response); !read) return fail(read.error());
      granted = wire->connection().secret;
      if (came_back_for) came_back_for->signed_in = true;
      connect_to(wire->connection(), again ? ConnectStep::start : ConnectStep::try_out);
    });
  });
}

void Session::Impl::control_sync(ui::SyncAction action) {
  switch (action) {
    case ui::SyncAction::now: return engine.sync_now();
    case ui::SyncAction::pause: return engine.pause(true);
    case ui::SyncAction::resume: return engine.pause(false);
    case ui::SyncAction::disconnect:
      if (Status const status = engine.configure({}); !status) fail(status.error());
  }
}

}  // namespace saddlebag::app
