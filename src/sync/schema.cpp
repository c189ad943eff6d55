#include "sync/schema.hpp"

#include <algorithm>

namespace saddlebag::sync {
namespace {

bool is_type(Json const& json, std::string const& type) {
  if (type == "integer") return json.is_number_integer();
  return type == (json.is_number() ? "number" : json.type_name());
}

/// The words of a list, as a sentence has them.
std::string listed(Json const& list) {
  std::string all;
  for (Json const& each : list) all += (all.empty() ? "" : ", ") + (each.is_string() ? each.get<std::string>() : dump_json(each));
  return all;
}

class Check {
 public:
  explicit Check(Json const& root) : root_(root) {}

  std::string operator()(Json const& json, Json const& schema, std::string const& path) const {
    if (Json const* const ref = member(schema, "$ref")) {
      std::string const name = ref->get<std::string>();
      return (*this)(json, root_["$defs"][name.substr(name.rfind('/') + 1)], path);
    }
    std::string wrong = check_value(json, schema, path);
    if (wrong.empty() && json.is_object()) wrong = check_object(json, schema, path);
    if (Json const* const items = member(schema, "items"); items && wrong.empty() && json.is_array()) {
      for (std::size_t i = 0; i < json.size() && wrong.empty(); ++i) {
        wrong = (*this)(json[i], *items, path + "/" + std::to_string(i));
      }
    }
    if (Json const* const condition = member(schema, "if"); condition && wrong.empty()) {
      Json const* const branch = member(schema, (*this)(json, *condition, path).empty() ? "then" : "else");
      if (branch) wrong = (*this)(json, *branch, path);
    }
    return wrong;
  }

 private:
  static std::string check_value(Json const& json, Json const& schema, std::string const& path) {
    if (Json const* const type = member(schema, "type")) {
      bool any = false;
      Json const types = type->is_array() ? *type : Json::array({*type});
      for (Json const& each : types) any = any || is_type(json, each.get_ref<std::string const&>());
      if (!any) return path + ": expected " + listed(types);
    }
    Json const* const allowed = member(schema, "enum");
    if (allowed && std::find(allowed->begin(), allowed->end(), json) == allowed->end()) {
      return path + ": expected one of " + listed(*allowed);
    }
    if (json.is_number()) {
      Json const* const least = member(schema, "minimum");
      Json const* const most = member(schema, "maximum");
      double const value = json.get<double>();
      if (least && value < least->get<double>()) return path + ": expected at least " + dump_json(*least);
      if (most && value > most->get<double>()) return path + ": expected at most " + dump_json(*most);
    }
    if (json.is_string() && member(schema, "minLength") && json.get_ref<std::string const&>().empty()) {
      return path + ": expected a text that is not empty";
    }
    return {};
  }

  std::string check_object(Json const& json, Json const& schema, std::string const& path) const {
    if (Json const* const required = member(schema, "required")) {
      for (Json const& name : *required) {
        std::string const& text = name.get_ref<std::string const&>();
        if (!json.contains(text)) return path + "/" + text + ": is missing";
      }
    }
    Json const* const properties = member(schema, "properties");
    Json const* const others = member(schema, "additionalProperties");
    for (auto const& [name, value] : json.items()) {
      Json const* rule = properties ? member(*properties, name) : nullptr;
      if (!rule && others && *others == false) {
        return path + "/" + name + ": is not known" + (properties ? "; expected one of " + names(*properties) : "");
      }
      if (!rule) rule = others;
      std::string wrong = rule && rule->is_object() ? (*this)(value, *rule, path + "/" + name) : std::string();
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  static std::string names(Json const& object) {
    Json list = Json::array();
    for (auto const& [name, value] : object.items()) list.push_back(name);
    return listed(list);
  }

  Json const& root_;
};

}  // namespace

std::string violation(Json const& json, Json const& schema) { return Check(schema)(json, schema, ""); }

std::string flaw_of_connector(std::string_view text, std::string_view schema) {
  auto const json = parse_json(text), rules = parse_json(schema);
  if (!json || !rules) return json ? "no schema" : "the connector is not JSON";
  if (std::string_view const flaw = flaw_of(*json); !flaw.empty()) return std::string(flaw);
  return violation(*json, *rules);
}

}  // namespace saddlebag::sync
