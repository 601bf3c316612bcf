bell
