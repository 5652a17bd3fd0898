namespace RocketControl.Client.Tests.Feldera;

/// <summary>A record.</summary>
internal sealed record Point(int X, string Name);
