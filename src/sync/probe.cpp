#include "sync/probe.hpp"

#include <algorithm>

namespace saddlebag::sync {
namespace {

constexpr std::size_t kSampleFields = 12;

}  // namespace

Probe::Probe(Store& store, port::Http& http, port::Clock& clock, Profile profile, Connection connection, std::function<void()> tell)
    : store_(store), http_(http), clock_(clock), wire_(store, std::move(profile), std::move(connection)),
      editor_(store, connector_text(wire_.connection().profile), wire_.connection().url), tell_(std::move(tell)) {
  count_local();
  begin();
}

Probe::~Probe() {
  if (asking_) http_.cancel(request_);
}

void Probe::map(Kind kind, std::string const& field, std::string member) {
  editor_.map(kind, field, std::move(member));
  result_.mappings = editor_.preview();
  tell_();
}

/// What would be sent: what no backend has seen.
void Probe::count_local() {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store_.table(kind_at(i));
    for (Row row = 0; wire_.sends(kind_at(i)) && row < table.end(); ++row) {
      Record const* const record = table.at(row);
      if (record && record->rev.empty()) ++result_.to_push;
    }
  }
}

void Probe::begin() {
  if (wire_.wants_sign_in()) ask(Step::sign_in, wire_.sign_in());
  else ask(Step::read, wire_.pull(cursor_));
}

void Probe::ask(Step step, port::Http::Request request) {
  step_ = step;
  asking_ = true;
  request_ = http_.send(std::move(request), [this](port::Outcome outcome, port::Http::Response response) {
    asking_ = false;
    answered(outcome, response);
    tell_();
  });
}

void Probe::passed(Step step) { result_.passed = std::max(result_.passed, static_cast<int>(step) + 1); }

void Probe::failed(std::string why) {
  result_.error = std::move(why);
  result_.done = true;
}

void Probe::answered(port::Outcome const& outcome, port::Http::Response const& response) {
  if (!outcome) return failed(outcome.detail.empty() ? "no answer" : outcome.detail);
  passed(Step::reach);
  Meaning const meaning = wire_.judge(response);
  bool const unmade = step_ == Step::read && meaning == Meaning::gone && wire_.profile().operations.prepare.exists();
  if (meaning == Meaning::auth || (meaning != Meaning::ok && step_ == Step::sign_in)) return failed(wire_.reason(response));
  passed(Step::sign_in);
  if (unmade) {  // the database is made when sync begins
    passed(Step::remove);
    result_.done = true;
    return;
  }
  bool const dispensable = step_ <= Step::changes && Wire::dispensable(cursor_, meaning);
  if (meaning != Meaning::ok && !dispensable) return failed(wire_.reason(response));
  switch (step_) {
    case Step::sign_in:
      if (Status const status = wire_.read_signed_in(response); !status) return failed(status.error().detail);
      return ask(Step::read, wire_.pull(cursor_));
    case Step::read:
    case Step::changes: return page(response);
    case Step::write: return written(response);
    default:
      passed(Step::remove);
      result_.done = true;
  }
}

void Probe::page(port::Http::Response const& response) {
  auto const page = wire_.read_page(response, cursor_, {clock_.unix_ms()});
  if (!page) return failed(page.error().detail);
  passed(step_);
  if (step_ == Step::changes) {
    result_.mappings = editor_.preview();
    return write();
  }
  if (auto [kind, record] = wire_.sample(response, cursor_); editor_.wants(kind)) editor_.show(kind, std::move(record));
  for (Doc const& doc : page->docs) {
    if (doc.deleted) continue;
    ++result_.to_pull;
    if (!result_.sample.empty()) continue;
    result_.sample_kind = doc.key.kind;
    for (auto const& [name, value] : doc.fields) {
      if (value.get().shape() == Shape::text && result_.sample.size() < kSampleFields) {
        result_.sample.emplace_back(name, std::string(value.get().as_text()));
      }
    }
  }
  cursor_ = page->next;
  ask(page->more ? Step::read : Step::changes, wire_.pull(cursor_));
}

void Probe::write() {
  if (!wire_.sends(Kind::customer)) {
    passed(Step::remove);
    result_.done = true;
    return;
  }
  sample_.key = {Kind::customer, store_.new_id()};
  sample_.fields.emplace("name", Value::text("Saddlebag"));
  std::vector<Doc> one{sample_};
  ask(Step::write, wire_.push(one));
}

void Probe::written(port::Http::Response const& response) {
  auto const pushed = wire_.read_pushed(response, {sample_});
  if (!pushed) return failed(pushed.error().detail);
  if (pushed->front().meaning != Meaning::ok) return failed(pushed->front().reason);
  passed(Step::write);
  sample_.rev = pushed->front().rev;
  sample_.deleted = true;
  sample_.fields.clear();
  std::vector<Doc> one{sample_};
  ask(Step::remove, wire_.push(one));
}

}  // namespace saddlebag::sync
