namespace RocketControl.Client.Emulator.Feldera;

/// <summary>A key that was made through the API.</summary>
internal sealed record ApiKey(Guid Id, string Name, string Role, string Secret);
