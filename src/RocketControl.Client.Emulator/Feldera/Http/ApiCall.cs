using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>A request on its way to a handler.</summary>
/// <param name="Context">The request.</param>
/// <param name="Server">The server, which is locked while a handler runs that is not asynchronous.</param>
/// <param name="Query">The query.</param>
/// <param name="Arguments">What stands in the path for the parameters of the route, decoded.</param>
/// <param name="Body">The body; empty when it is streamed in.</param>
/// <param name="Over">Ends with the request and with the server.</param>
internal sealed record ApiCall(
    HttpContext Context, FelderaServer Server, QueryParameters Query, IReadOnlyList<string> Arguments, string Body, CancellationToken Over)
{
    /// <summary>The path behind the pipeline's name, with which messages name a request to a pipeline.</summary>
    public string Action => $"/{string.Join('/', (Context.Request.Path.Value ?? "").Split('/').Skip(4))}";

    /// <summary>The pipeline that the path names.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public Pipeline Pipeline => Server.Find(Arguments[0]) ?? throw Refusals.UnknownPipelineName(Arguments[0]);

    /// <exception cref="RefusedException">This only exists in the Enterprise edition.</exception>
    public void RequireEnterprise(string feature)
    {
        if (!Server.IsEnterprise)
            throw Refusals.EnterpriseFeature(feature);
    }

    /// <exception cref="RefusedException">The parameter is neither true nor false.</exception>
    public bool Flag(string name, bool otherwise = false) => Query[name] switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => throw Refusals.InvalidParam($"{name} cannot be '{other}'"),
    };

    /// <summary>The text in a member of a body; null when there is none.</summary>
    /// <exception cref="RefusedException">The member is something else.</exception>
    public static string? Text(JsonObject body, string member) => body[member] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Refusals.InvalidParam($"'{member}' has to be a text"),
    };

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="RefusedException">It is not one.</exception>
    public JsonObject ReadObject()
    {
        try
        {
            return JsonText.Parse(Body) as JsonObject ?? throw Refusals.InvalidParam("the body has to be a JSON object");
        }
        catch (JsonException invalid)
        {
            throw Refusals.InvalidParam($"the body is not JSON: {invalid.Message}");
        }
    }
}
