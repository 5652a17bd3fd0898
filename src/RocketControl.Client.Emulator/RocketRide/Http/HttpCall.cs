using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>A request on its way to a handler. The identity is null on public routes only.</summary>
internal sealed record HttpCall(HttpContext Context, QueryParameters Query, ClientIdentity? Identity, ServerLife Server)
{
    public HttpRequest Request => Context.Request;

    /// <summary>Opens the connection to the server itself that handlers work through.</summary>
    public PrivateClient Connect() => PrivateClient.Connect(Server, Identity!, Context.Connection.RemoteIpAddress);
}
