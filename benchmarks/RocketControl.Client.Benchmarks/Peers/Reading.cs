namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>A record to put into a table.</summary>
internal sealed record Reading(int Id, string Sensor, double Celsius, long At);
