using System.Net.Http.Headers;
using RocketControl.Client.Transports.Processes;

namespace RocketControl.Client;

/// <summary>
/// How to reach a process manager. Such a server has no authentication of its own, so whoever reaches it controls its processes: use it in trusted networks only, or
/// behind a proxy that asks for a credential. Checked when the client is created, before anything is sent.
/// </summary>
/// <remarks>
/// The credential is for such a proxy and sent as a bearer token. A delegate is asked at every request, and once more when the proxy refuses what it gave. Every call may
/// be repeated, for doing it twice is the same as doing it once. Some servers end processes one after the other, each in up to a second, which the time-out of a call has
/// to leave room for.
/// </remarks>
public sealed record ProcessManagerOptions : RunTransportOptions
{
    /// <summary>Creates options with the defaults; such a server is near and its answers are small, so 10 seconds do for connecting and 16 MiB for an answer.</summary>
    public ProcessManagerOptions()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10);
        MaxMessageBytes = 16 * 1024 * 1024;
    }

    /// <summary>The base address, <c>http</c> or <c>https</c>, with a path if there is one in front of <c>/api/processes</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Adds headers to each request, for a proxy in front of the server; called for every attempt. Null (default): none are added.</summary>
    public Action<HttpRequestHeaders>? ConfigureHeaders { get; init; }

    /// <inheritdoc/>
    public override RunBackend Backend => RunBackend.Processes;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        _ = ProcessHttp.BaseAddress(this);
    }
}
