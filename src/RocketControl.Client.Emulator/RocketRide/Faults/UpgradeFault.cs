using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>What a fault makes of an upgrade: true when it is to be served after all.</summary>
internal delegate Task<bool> UpgradeFault(HttpContext context, TimeProvider timeProvider, CancellationToken over);
