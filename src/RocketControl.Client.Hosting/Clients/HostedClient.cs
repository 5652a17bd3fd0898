using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Clients;

/// <summary>One registered client in the container: its options, with what the host gives, and what is seen of its connection.</summary>
internal sealed class HostedClient
{
    private RocketRideConnectionStateChange? _lastChange;

    public HostedClient(ClientRegistration registration, IServiceProvider services)
    {
        Registration = registration;
        var given = services.GetRequiredService<IOptionsMonitor<RunControlClientOptions>>().Get(registration.Name).Transport!;
        var options = given with
        {
            LoggerFactory = OfHost(given.LoggerFactory, unset: NullLoggerFactory.Instance, services),
            TimeProvider = OfHost(given.TimeProvider, unset: TimeProvider.System, services),
            HttpHandler = given.HttpHandler ?? (() => services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(registration.HttpName)),
        };
        Options = options is RocketRideOptions rocketRide ? Observed(rocketRide) : options;
    }

    public ClientRegistration Registration { get; }

    public RunTransportOptions Options { get; }

    /// <summary>How the connection stands, and why; null when the client has none yet, or its system has no lasting ones.</summary>
    public RocketRideConnectionStateChange? LastChange => Volatile.Read(ref _lastChange);

    public static HostedClient Of(IServiceProvider services, string name) => services.GetRequiredKeyedService<HostedClient>(name);

    public RunControlClient CreateClient() => Options switch
    {
        RocketRideOptions options => RunControlClient.ForRocketRide(options),
        FelderaOptions options => RunControlClient.ForFeldera(options),
        VectorShiftOptions options => RunControlClient.ForVectorShift(options),
        ProcessManagerOptions options => RunControlClient.ForProcesses(options),
        _ => throw new UnreachableException($"{Options} are the options of no system that is known."),
    };

    /// <summary>What the options leave at its default is taken from the host, if it has such a thing.</summary>
    private static T OfHost<T>(T given, T unset, IServiceProvider services)
        where T : class => ReferenceEquals(given, unset) ? services.GetService<T>() ?? given : given;

    private RocketRideOptions Observed(RocketRideOptions options) => options with
    {
        OnConnectionStateChanged = change =>
        {
            Volatile.Write(ref _lastChange, change);
            options.OnConnectionStateChanged?.Invoke(change);
        },
    };
}
