using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Services;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary><c>/status</c>, <c>/version</c> and <c>/services</c> (RocketRide protocol §7.2).</summary>
internal sealed class InformationRoutes(TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/status", StatusAsync),
        new("GET", "/version", VersionAsync, IsPublic: true),
        new("GET", "/services", ServicesAsync, IsPublic: true),
    ];

    private Task<HttpAnswer> StatusAsync(HttpCall call)
    {
        var server = new JsonObject
        {
            ["version"] = SessionCommands.Version(),
            ["startTime"] = PythonFloat.Node((_started - DateTimeOffset.UnixEpoch).TotalSeconds),
            ["uptime"] = (long)(time.GetUtcNow() - _started).TotalSeconds,
        };
        return Task.FromResult(Envelope.Ok(new JsonObject { ["server"] = server }));
    }

    private static Task<HttpAnswer> VersionAsync(HttpCall call) => Task.FromResult(Envelope.Ok(SessionCommands.Version()));

    private static Task<HttpAnswer> ServicesAsync(HttpCall call)
    {
        try
        {
            return Task.FromResult(Envelope.Ok(ServiceCommands.Services(call.Query["service"])));
        }
        catch (CommandException unknown)
        {
            return Task.FromResult(Envelope.Error(unknown.Message, StatusCodes.Status400BadRequest));
        }
    }
}
