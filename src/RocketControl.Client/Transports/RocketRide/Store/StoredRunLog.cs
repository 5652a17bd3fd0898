namespace RocketControl.Client.Transports;

/// <summary>A log of a run that is kept in the store.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Modified">When it was saved; null when the server does not tell.</param>
public sealed record StoredRunLog(string Name, DateTimeOffset? Modified);
