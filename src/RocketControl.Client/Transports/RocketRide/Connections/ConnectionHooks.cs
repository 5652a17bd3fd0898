using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>What outlives a connection and hears from it.</summary>
/// <param name="Arrivals">Numbers the frames over all connections.</param>
/// <param name="OnEvent">Takes the events; see <see cref="DapSessionOptions.OnEvent"/>.</param>
/// <param name="OnLost">Told when the connection is over; see <see cref="DapSessionOptions.OnBroken"/>.</param>
internal sealed record ConnectionHooks(ArrivalCounter Arrivals, Action<DapEvent> OnEvent, Action<DapBreak> OnLost);
