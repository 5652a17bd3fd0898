namespace RocketControl.Client.Hosting;

/// <summary>
/// How one registered client reaches its system; a named option, under the client's name. Filled from configuration or code by
/// <c>AddRunControlClient</c>, and changed by <see cref="RunControlClientBuilder.Configure{TOptions}(Func{TOptions, IServiceProvider, TOptions})"/>.
/// </summary>
public sealed class RunControlClientOptions
{
    /// <summary>
    /// The options of the system: <see cref="RocketRideOptions"/>, <see cref="FelderaOptions"/>, <see cref="VectorShiftOptions"/> or
    /// <see cref="ProcessManagerOptions"/>. What they leave at its default is taken from the host: the logger factory, the clock and the HTTP handler. Never null once
    /// the host has started.
    /// </summary>
    public RunTransportOptions? Transport { get; set; }
}
