using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>What the server says of itself (Feldera protocol §5).</summary>
internal static class ServerRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/config", call => HttpAnswer.Json(Configuration(call.Server))),
        ApiRoute.Of("GET", "/v0/config/demos", _ => HttpAnswer.Json(new JsonArray())),
        ApiRoute.Of("GET", "/v0/config/session", call => HttpAnswer.Json(Session(call.Server))),
        ApiRoute.Of("GET", "/v0/cluster_healthz", call => HttpAnswer.Json(Health(call.Server))),
        ApiRoute.Of("GET", "/v0/metrics", _ => HttpAnswer.Text("")),
        ApiRoute.OfPublic("GET", "/config/authentication", _ => HttpAnswer.Json(new JsonObject())),
    ];

    private static JsonObject Configuration(FelderaServer server) => new()
    {
        ["posthog"] = "",
        ["conceptualhq"] = "",
        ["product_fruits"] = "",
        ["edition"] = server.IsEnterprise ? "Enterprise" : "Open source",
        ["version"] = server.Options.Version,
        ["revision"] = "emulated",
        ["runtime_revision"] = "emulated",
        ["license_validity"] = server.IsEnterprise ? License(server) : null,
        ["update_info"] = null,
        ["changelog_url"] = "",
        ["build_info"] = Build(),
        ["build_source"] = "source",
        ["unstable_features"] = null,
    };

    private static JsonObject Build() => new()
    {
        ["build_timestamp"] = "",
        ["build_os"] = "",
        ["build_cpu"] = "",
        ["cargo_dependencies"] = "",
        ["cargo_features"] = "",
        ["cargo_debug"] = "",
        ["cargo_opt_level"] = "",
        ["cargo_target_triple"] = "",
        ["rustc_version"] = "",
    };

    private static JsonObject License(FelderaServer server) => new()
    {
        ["Exists"] = new JsonObject
        {
            ["current"] = Timestamps.Format(server.Clock.Now),
            ["valid_until"] = null,
            ["is_expired"] = false,
            ["is_trial"] = false,
        },
    };

    private static JsonObject Session(FelderaServer server) => new()
    {
        ["tenant_id"] = server.TenantId.ToString(),
        ["tenant_name"] = server.Options.Tenant,
        ["role"] = "write",
        ["memberships"] = new JsonArray(),
    };

    private static JsonObject Health(FelderaServer server) => new()
    {
        ["all_healthy"] = true,
        ["api"] = Service(server),
        ["compiler"] = Service(server),
        ["runner"] = Service(server),
    };

    private static JsonObject Service(FelderaServer server) => new()
    {
        ["healthy"] = true,
        ["message"] = "OK",
        ["unchanged_since"] = Timestamps.Format(server.StartedAt),
        ["checked_at"] = Timestamps.Format(server.Clock.Now),
    };
}
