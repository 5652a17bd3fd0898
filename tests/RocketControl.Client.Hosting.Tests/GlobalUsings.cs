global using RocketControl.Client.Hosting.Tests.Support;
global using RocketControl.Client.Tests.Support;
