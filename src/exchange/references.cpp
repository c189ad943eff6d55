#include "exchange/references.hpp"

#include <algorithm>
#include <tuple>

#include "base/sort.hpp"
#include "exchange/synonyms.hpp"

namespace saddlebag {

Pipeline const* first_pipeline(Store const& store) {
  Pipeline const* first = nullptr;
  store.for_each<Pipeline>([&](Pipeline const& pipeline) {
    if (!first || pipeline.position < first->position) first = &pipeline;
  });
  return first;
}

void References::add_built_in(NameIndex& names, std::string_view key, Uuid id) const {
  Tr const text = key_named(key);
  if (text == Tr::count_) return;
  names.add(tr(text, language_), id);  // the first to be found is the one proposed
  names.add(tr(text, Language::zh_cn), id);
  names.add(tr(text, Language::en), id);
}

/// Those of the first pipeline come first: where two have a stage of one name, that one is meant.
void References::add_stages(NameIndex& names) const {
  std::vector<Stage const*> stages;
  store_.for_each<Stage>([&](Stage const& stage) { stages.push_back(&stage); });
  auto const place = [&](Stage const* stage) {
    Pipeline const* pipeline = store_.find(stage->pipeline);
    return std::tuple(pipeline ? pipeline->position : 0, stage->position);
  };
  sort_items(stages, [&](Stage const* a, Stage const* b) { return place(a) < place(b); });
  for (Stage const* stage : stages) {
    names.add(stage->name, stage->id);
    if (!stage->built_in.empty()) add_built_in(names, "stage." + std::string(stage->built_in.view()), stage->id);
  }
}

NameIndex& References::of(Kind kind) {
  std::unique_ptr<NameIndex>& names = kinds_[static_cast<std::size_t>(kind)];
  if (names) return *names;
  names = std::make_unique<NameIndex>();
  if (kind == Kind::stage) {
    add_stages(*names);
  } else if (kind == Kind::pipeline) {
    store_.for_each<Pipeline>([&](Pipeline const& pipeline) {
      names->add(pipeline.name, pipeline.id);
      add_built_in(*names, pipeline.built_in, pipeline.id);
      add_built_in(*names, "pipeline." + std::string(pipeline.built_in.view()), pipeline.id);
    });
  } else {
    Table const& table = store_.table(kind);
    for (Row row = 0; row < table.end(); ++row) {
      if (Record const* record = table.at(row)) names->add(store_.title(kind, record->id), record->id);
    }
  }
  return *names;
}

NameIndex::Found References::look_up(Kind kind, std::string_view text, bool similar) {
  NameIndex const& names = of(kind);
  NameIndex::Found found = names.find(text);
  if (found.match != NameMatch::none) return found;
  if (kind == Kind::stage) {
    std::string_view const stage = stage_for_name(text);
    Tr const key = stage.empty() ? Tr::count_ : key_named("stage." + std::string(stage));
    if (key != Tr::count_) found = names.find(tr(key, language_));
    if (found.match != NameMatch::none) {
      found.match = NameMatch::squeezed;
      return found;
    }
  }
  return similar ? names.find_similar(text) : found;
}

}  // namespace saddlebag
