using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Who may do what (Feldera protocol §5).</summary>
internal static class Access
{
    private const string Scheme = "Bearer ";

    /// <exception cref="RefusedException">The request may not do that.</exception>
    public static void Check(FelderaServer server, HttpRequest request, bool readingIsEnough)
    {
        if (server.Options.ApiKey is null)
            return;
        string? role;
        lock (server.Gate)
            role = server.Keys.RoleOf(CredentialOf(request));
        if (role is null)
            throw Refusals.Of("AuthenticationFailed", "Authentication failed");
        string tenant = request.Headers["Feldera-Tenant"].ToString();
        if (tenant.Length > 0 && tenant != server.Options.Tenant && tenant != server.TenantId.ToString())
            throw Refusals.Of("NotATenantMember", $"The caller is no member of the tenant '{tenant}'", new JsonObject { ["tenant"] = tenant });
        if (role == "read" && !readingIsEnough)
            throw InsufficientPermissions("write");
    }

    public static RefusedException InsufficientPermissions(string role) => Refusals.Of(
        "InsufficientPermissions", $"The role '{role}' is required", new JsonObject { ["required_role"] = role });

    private static string? CredentialOf(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
