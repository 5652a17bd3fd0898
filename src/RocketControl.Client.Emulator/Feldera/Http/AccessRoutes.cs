using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>API keys. What is for owners and administrators only is refused: the emulator knows one tenant and no such roles.</summary>
internal static class AccessRoutes
{
    private static readonly (string Method, string Pattern)[] ForAdministrators =
    [
        ("GET", "/v0/config/owners"), ("GET", "/v0/oidc_trust"), ("POST", "/v0/oidc_trust"), ("GET", "/v0/oidc_trust/{name}"),
        ("DELETE", "/v0/oidc_trust/{name}"), ("GET", "/v0/tenant/users"), ("POST", "/v0/tenant/users"), ("PUT", "/v0/tenant/users/{id}"),
        ("DELETE", "/v0/tenant/users/{id}"), ("GET", "/v0/tenants"), ("POST", "/v0/tenants"), ("GET", "/v0/tenants/{id}"),
        ("DELETE", "/v0/tenants/{id}"), ("PATCH", "/v0/tenants/{id}"),
    ];

    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/api_keys", call => HttpAnswer.Json(new JsonArray([.. call.Server.Keys.All.Select(ToJson)]))),
        ApiRoute.Of("POST", "/v0/api_keys", Create),
        ApiRoute.Of("GET", "/v0/api_keys/{name}", call => HttpAnswer.Json(ToJson(Find(call)))),
        ApiRoute.Of("DELETE", "/v0/api_keys/{name}", Delete),
        .. ForAdministrators.Select(route => ApiRoute.Of(route.Method, route.Pattern, _ => throw Access.InsufficientPermissions("admin"))),
    ];

    private static HttpAnswer Create(ApiCall call)
    {
        JsonObject body = call.ReadObject();
        string name = ApiCall.Text(body, "name") ?? throw Refusals.InvalidParam("the member 'name' is missing");
        string role = ApiCall.Text(body, "role") ?? "write";
        if (role is not ("read" or "write"))
            throw Refusals.InvalidParam($"a key cannot have the role '{role}'");
        ApiKey key = call.Server.Keys.Add(name, role);
        return HttpAnswer.Json(
            new JsonObject { ["id"] = key.Id.ToString(), ["name"] = key.Name, ["api_key"] = key.Secret }, StatusCodes.Status201Created);
    }

    private static HttpAnswer Delete(ApiCall call)
    {
        call.Server.Keys.Remove(Find(call));
        return Replies.Empty();
    }

    private static ApiKey Find(ApiCall call) => call.Server.Keys.Find(call.Arguments[0])
        ?? throw Refusals.Of("UnknownApiKey", $"There is no API key named '{call.Arguments[0]}'", new JsonObject { ["name"] = call.Arguments[0] });

    private static JsonObject ToJson(ApiKey key) => new() { ["id"] = key.Id.ToString(), ["name"] = key.Name, ["role"] = key.Role };
}
