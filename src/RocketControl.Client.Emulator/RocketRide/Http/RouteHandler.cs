using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>Answers the requests of one route.</summary>
internal delegate Task<HttpAnswer> RouteHandler(HttpCall call);
