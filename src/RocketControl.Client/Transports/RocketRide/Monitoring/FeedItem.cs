using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Something for a follower: an event, or, without one, the news that the connection was lost or is there again.</summary>
internal readonly record struct FeedItem(DapEvent? Event, bool IsConnected);
