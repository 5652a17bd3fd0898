using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>What a <see cref="ClientCall"/> works on.</summary>
/// <param name="Transport">The transport; connected, unless the call is to connect.</param>
/// <param name="Client">A client over it.</param>
/// <param name="Run">A run; running, unless the call needs one that is over.</param>
internal sealed record CallScene(RocketRideTransport Transport, RunControlClient Client, Run Run);
