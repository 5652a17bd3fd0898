using RocketControl.Client.Transports;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Clients of ours for a benchmark server.</summary>
internal static class Ours
{
    public static readonly Run Run = new(RunBackend.RocketRide, "tk_bench") { ProjectId = "p", Source = "webhook_1", DisplayId = "bench.webhook_1" };

    public static RocketRideOptions Options(string authority) => new()
    {
        Endpoint = $"ws://{authority}",
        Credential = "KEY",
        Transport = RocketRideTransportMode.WebSocket,
    };

    public static RunControlClient Client(string authority) => RunControlClient.ForRocketRide(Options(authority));

    public static RocketRideTransport Transport(string authority) => new(Options(authority));

    /// <param name="authority">Host and port.</param>
    /// <param name="connections">Gives what answers; null for the network.</param>
    public static RunControlClient HttpClient(string authority, Func<HttpMessageHandler>? connections = null) => RunControlClient.ForRocketRide(
        Options(authority) with { Endpoint = $"http://{authority}", Transport = RocketRideTransportMode.Http, HttpHandler = connections });
}
