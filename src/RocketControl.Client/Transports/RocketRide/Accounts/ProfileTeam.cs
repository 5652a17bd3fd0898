namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A team that a user belongs to (RocketRide protocol §1.4).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What the user may do in it, for example <c>task.control</c>.</param>
public sealed record ProfileTeam(string Id, string Name, IReadOnlyList<string> Permissions);
